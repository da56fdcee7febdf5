"""Can it be trusted: readiness of a document, with the reasons against it."""

from scoring.trust.checks import CHECKS, Evidence
from scoring.trust.judge import TrustPolicy, judge

__all__ = ["CHECKS", "Evidence", "TrustPolicy", "judge"]
