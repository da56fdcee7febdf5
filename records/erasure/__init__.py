"""The end of retention: scans and what they say of people are erased, a record of the erasure stays.

due    which files are due: every document of theirs decided for good, or none in them, and long enough ago
rows   what is taken out of the rows; the training itself stays, it is recorded in SIASN
run    file by file: rows, then the bytes nobody else needs, and the line in the audit log

Kept of a file: its sha256, what was decided by whom and when, and of each accepted training course, dates,
hours and the employee it counts for. Nothing is erased that somebody may still decide on.
"""

from records.erasure.due import Due, cutoff, due_count, due_files
from records.erasure.run import Erased, erase_due

__all__ = ["Due", "Erased", "cutoff", "due_count", "due_files", "erase_due"]
