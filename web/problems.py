"""Errors as RFC 9457 problem documents: a stable code, the Indonesian and the English sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response

from records.errors import BuktiError, Misconfigured, Refused, Rejected, Trouble
from records.texts import has_text, text

MEDIA_TYPE = "application/problem+json"

# Codes whose HTTP status is not their class's: what the client should do next differs.
_STATUS_OF = {
    "batch-empty": 422,
    "body-invalid": 422,
    "box-bad": 422,
    "correction-bad-value": 422,
    "correction-unknown-field": 422,
    "correction-unknown-person": 422,
    "csrf-failed": 400,
    "date-unreadable": 422,
    "database-full": 507,
    "dates-reversed": 422,
    "document-changed": 412,
    "document-unknown": 404,
    "employee-unknown": 422,
    "file-too-large": 413,
    "jp-unreadable": 422,
    "login-needed": 401,
    "nip-unreadable": 422,
    "not-found": 404,
    "office-needed": 422,
    "office-unknown": 422,
    "page-unknown": 422,
    "password-wrong": 422,
    "passwords-differ": 422,
    "password-short": 422,
    "reason-missing": 422,
    "request-too-large": 413,
    "reviewer-unknown": 422,
    "rate-limited": 429,
    "request-bad": 400,
    "role-missing": 403,
    "setting-bad": 422,
    "store-full": 507,
    "token-invalid": 401,
    "upload-gone": 404,
    "upload-header": 400,
    "upload-too-large": 413,
    "user-unknown": 404,
}
_STATUS_OF_CLASS = ((Refused, 409), (Rejected, 422), (Trouble, 503), (Misconfigured, 500))


def status_of(error: BuktiError) -> int:
    """Give the HTTP status an error is answered with."""
    if error.code in _STATUS_OF:
        return _STATUS_OF[error.code]
    return next((status for kind, status in _STATUS_OF_CLASS if isinstance(error, kind)), 500)


def sentence_of(code: str, language: str, values: dict[str, Any] | None = None) -> str:
    """Give the sentence of an error code, even for codes or values the catalogue does not foresee."""
    key = f"error.{code}"
    try:
        return text(key if has_text(key) else "error.unknown", language, **{"code": code, **(values or {})})
    except (KeyError, IndexError):
        return text("error.unknown", language, code=code)


def problem(
    code: str,
    status: int,
    *,
    values: dict[str, Any] | None = None,
    errors: Sequence[dict[str, str]] = (),
    message: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Give a problem document; `errors` name single members, `message` is for our own scripts."""
    body: dict[str, Any] = {
        "type": f"urn:bukti:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": sentence_of(code, "id", values),
        "detail_en": sentence_of(code, "en", values),
    }
    if errors:
        body["errors"] = list(errors)
    if message is not None:
        body["message"] = message
    return Response(json.dumps(body, ensure_ascii=False), status, headers, mimetype=MEDIA_TYPE)
