"""Errors that a person can act on.

    BuktiError
    ├── Rejected      the file's fault: say so, keep it, do not retry
    ├── Refused       the request's fault: wrong state, no right, bad value
    ├── Trouble       ours or the machine's, may pass: retry, then FAILED
    └── Misconfigured the operator's: nothing runs until it is mended

Each carries a stable `code`; the sentences (what happened, whether anything was lost, what to do next) stand
in the catalogue under `error.<code>`.
"""

from __future__ import annotations


class BuktiError(Exception):
    """Base of all errors with a code. `values` fill the catalogue sentence's placeholders."""

    retry = False

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Rejected(BuktiError):  # noqa: N818 - the state's own name
    """The file cannot be used as it is; a better scan or another format is needed."""


class Refused(BuktiError):  # noqa: N818 - as Rejected
    """The request cannot be carried out: wrong state, missing right, or a value that does not fit."""


class Trouble(BuktiError):  # noqa: N818 - as Rejected
    """Something outside failed for now; the same work may be tried again."""

    retry = True


class Misconfigured(BuktiError):  # noqa: N818 - as Rejected
    """A setting or an installed part is missing or wrong."""
