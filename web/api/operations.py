"""The API's operations, each said once: the route, its OpenAPI entry and the checks come from one place.

    @operation("POST", "/documents/<int:document_id>/return", "return-document", DocumentOut, body=ReturnIn)
    def return_document(document_id: int, body: ReturnIn) -> Answer: ...

Requests are checked by their pydantic model before the view runs; answers are built from one, so what is
sent is what the document says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError

from records.errors import Refused
from records.states import Role
from web.auth.identity import me

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

EVERYONE = tuple(Role)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view gives: the model, and where they differ from the usual the status and headers."""

    model: BaseModel
    status: int | None = None
    headers: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the OpenAPI document. `headers` are request headers it understands, `problems` statuses.

    `answer` is the model of the answer, or the media type of a file. `name` is the operation's id and, as
    `api.<name>`, the catalogue's key of what it does.
    """

    method: str
    rule: str
    name: str
    answer: type[BaseModel] | str
    status: int
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    uploads: bool
    headers: tuple[str, ...]
    roles: tuple[Role, ...]
    problems: tuple[int, ...]
    etag: bool


OPERATIONS: list[Operation] = []


class Invalid(Refused):
    """A request's body or query that does not fit its model; `errors` name the members."""

    def __init__(self, error: ValidationError) -> None:
        self.errors = tuple(
            {"pointer": "/" + "/".join(str(part) for part in one["loc"]), "detail": one["msg"]}
            for one in error.errors(include_url=False, include_input=False, include_context=False)
        )
        super().__init__("body-invalid", where=", ".join(one["pointer"] for one in self.errors))


def operation(
    method: str,
    rule: str,
    name: str,
    answer: type[BaseModel] | str,
    *,
    status: int = 200,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    uploads: bool = False,
    headers: tuple[str, ...] = (),
    roles: tuple[Role, ...] = EVERYONE,
    problems: tuple[int, ...] = (),
    etag: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Put a view on the API. It gets path values, `body` and `query`; it gives an Answer or a Response."""
    OPERATIONS.append(
        Operation(method, rule, name, answer, status, body, query, uploads, headers, roles, problems, etag)
    )

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def called(**values: Any) -> Response:
            if not me().has_role(*roles):
                raise Refused("role-missing")
            if body is not None:
                values["body"] = _checked(body, _json())
            if query is not None:
                values["query"] = _checked(query, request.args.to_dict())
            found = view(**values)
            return found if isinstance(found, Response) else _sent(found, status)

        blueprint.add_url_rule(rule, name, called, methods=[method])
        return called

    return wrap


def _json() -> Any:
    # An absent body is an empty one: `POST …/confirm` without corrections needs none.
    if not request.get_data(cache=True):
        return {}
    found = request.get_json(force=True, silent=True)
    if found is None:
        raise Refused("request-bad")
    return found


def _checked(model: type[BaseModel], values: Any) -> BaseModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Invalid(error) from error


def _sent(answer: Answer, usual: int) -> Response:
    # Unset members stay away: the reading format leaves out what is not known.
    text = answer.model.model_dump_json(exclude_unset=True)
    return Response(text, answer.status or usual, answer.headers, mimetype="application/json")
