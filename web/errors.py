"""What is answered when something fails: a page to people, a problem document to scripts and the API."""

from __future__ import annotations

import traceback
from http import HTTPStatus

import structlog
from flask import Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from records.errors import BuktiError, Trouble
from records.fullness import database_is_full, is_full
from web.problems import problem, sentence_of, status_of
from web.screens.speech import language

log = structlog.get_logger()

API_PREFIX = "/api/"
_CODE_OF_STATUS = {
    400: "request-bad",
    404: "not-found",
    405: "method-not-allowed",
    413: "request-too-large",
    429: "rate-limited",
}


def init(app: Flask) -> None:
    """Answer all errors in one voice."""
    app.register_error_handler(BuktiError, _on_bukti_error)
    app.register_error_handler(RateLimitExceeded, _on_rate_limit)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(DBAPIError, _on_database)
    app.register_error_handler(OSError, _on_disk)
    app.register_error_handler(Exception, _on_bug)


def sentence(error: BuktiError) -> str:
    """Give an error's sentence in the language of the request."""
    return sentence_of(error.code, language(), error.values)


def wants_problem() -> bool:
    """Say whether the asker is a program: the API, or one of our own scripts."""
    if request.path.startswith(API_PREFIX) or request.headers.get("X-Requested-With") == "fetch":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    return best == "application/json"


def answer(
    code: str,
    status: int,
    values: dict[str, object] | None = None,
    errors: tuple[dict[str, str], ...] = (),
    headers: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """Give the answer for an error code."""
    if request.path.startswith(API_PREFIX):
        return problem(code, status, values=values, errors=errors, headers=headers)
    said = sentence_of(code, language(), values)
    if wants_problem():
        return problem(code, status, values=values, errors=errors, message=said, headers=headers)
    page = render_template("error.html", code=code, status=status, message=said)
    return Response(page, status, headers, mimetype="text/html")


def _on_bukti_error(error: BuktiError) -> ResponseReturnValue:
    status = status_of(error)
    if status >= 500:
        log.error("request-failed", code=error.code, path=request.path)
    if error.code == "login-needed" and not wants_problem():
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.login", next=None if wanted == "/" else wanted))
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 and request.path.startswith(API_PREFIX) else {}
    return answer(error.code, status, error.values, errors=getattr(error, "errors", ()), headers=headers)


def _on_rate_limit(error: RateLimitExceeded) -> ResponseReturnValue:
    wait_s = error.limit.limit.get_expiry() if error.limit else 60
    return answer("rate-limited", 429, {"wait_s": wait_s}, headers={"Retry-After": str(wait_s)})


def _on_csrf(_error: CSRFError) -> ResponseReturnValue:
    return answer("csrf-failed", 400)


def _on_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()  # a redirect is no error
    code = _CODE_OF_STATUS.get(status, "request-bad" if status < 500 else "server-trouble")
    headers = {"Allow": ", ".join(error.valid_methods or ())} if hasattr(error, "valid_methods") else {}
    known = status if status in HTTPStatus._value2member_map_ else 500
    return answer(code, known, headers=headers)


def _on_database(error: DBAPIError) -> ResponseReturnValue:
    return _on_bukti_error(Trouble("database-full")) if database_is_full(error) else _on_bug(error)


def _on_disk(error: OSError) -> ResponseReturnValue:
    # Files of a form lie in a temporary folder before the scan store sees them; its disk may be full as well.
    return _on_bukti_error(Trouble("store-full")) if is_full(error) else _on_bug(error)


def _on_bug(error: Exception) -> ResponseReturnValue:
    # Where it happened and the kind of error, never its text: that could hold a name or a NIP.
    where = traceback.format_tb(error.__traceback__)
    log.error("request-failed", path=request.path, error=type(error).__name__, where=where)
    return answer("server-trouble", 500)
