"""What `bukti doctor` looks at: one check a part, each a function from settings to a finding."""

from collections.abc import Callable

from commands.checks.engines import check_strong_engine, check_tesseract
from commands.checks.finding import Finding, State
from commands.checks.machine import check_memory, check_python
from commands.checks.services import check_broker, check_database, check_secret_key, check_store
from records.settings import Settings

CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    check_python,
    check_memory,
    check_tesseract,
    check_strong_engine,
    check_broker,
    check_database,
    check_store,
    check_secret_key,
)

__all__ = ["CHECKS", "Finding", "State"]
