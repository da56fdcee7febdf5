"""All rows Bukti keeps, as SQLAlchemy mapped classes, one theme a file."""

from records.tables.access import ApiToken, Office, User
from records.tables.base import Base, UtcTime, now
from records.tables.documents import (
    Assignment,
    AuditSample,
    Correction,
    Decision,
    Document,
    DocumentKey,
    DocumentPerson,
    Surgery,
)
from records.tables.intake import Batch, File, Page, Upload
from records.tables.logs import AuditEntry, Preference, ScanView
from records.tables.register import (
    Employee,
    EmployeeKey,
    Period,
    Precedent,
    RegisterImport,
    TermCount,
    Training,
)
from records.tables.results import Figures, Handover, HandoverRecord, IndexResult

__all__ = [
    "ApiToken",
    "Assignment",
    "AuditEntry",
    "AuditSample",
    "Base",
    "Batch",
    "Correction",
    "Decision",
    "Document",
    "DocumentKey",
    "DocumentPerson",
    "Employee",
    "EmployeeKey",
    "Figures",
    "File",
    "Handover",
    "HandoverRecord",
    "IndexResult",
    "Office",
    "Page",
    "Period",
    "Precedent",
    "Preference",
    "RegisterImport",
    "ScanView",
    "Surgery",
    "TermCount",
    "Training",
    "Upload",
    "User",
    "UtcTime",
    "now",
]
