"""What BKPP receives: records in SIASN's fields, one PDF a record, and a manifest that vouches for both."""

from records.handover.package import Member, build_package
from records.handover.siasn import siasn_record
from records.handover.verify import PackageCheck, verify_package

__all__ = ["Member", "PackageCheck", "build_package", "siasn_record", "verify_package"]
