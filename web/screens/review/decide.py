"""A reviewer's decisions as scripts send them, checked and turned into ledger verbs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from records.errors import Refused
from records.ledger.corrections import Corrections
from web.views.typing import parse_date, parse_jp, parse_nip, parse_text

_PARSERS: dict[str, Callable[[str, str], Any]] = {
    "course": lambda typed, _: parse_text(typed),
    "organiser": lambda typed, _: parse_text(typed),
    "number": lambda typed, _: parse_text(typed),
    "start": parse_date,
    "end": parse_date,
    "issued": parse_date,
    "jp": parse_jp,
    "kind": lambda typed, _: typed,
}
_PERSON_PARSERS: dict[str, Callable[[str, str], Any]] = {
    "name": lambda typed, _: parse_text(typed),
    "nip": parse_nip,
    "employee_nip": parse_nip,
}


def corrections_of(body: Mapping[str, Any]) -> Corrections:
    """Read the corrections of a request body; each value is text as typed.

    Raises:
        Refused: `date-unreadable`, `jp-unreadable`, `nip-unreadable` with the `field` they are about;
            `correction-unknown-field`, `correction-bad-value`.
    """
    fields = {name: _parsed(name, typed) for name, typed in _mapping(body.get("fields")).items()}
    people = {
        _ordinal(ordinal): _person(ordinal, _mapping(values))
        for ordinal, values in _mapping(body.get("people")).items()
    }
    return Corrections(fields, people)


def _mapping(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refused("correction-bad-value", field="")
    return value


def _ordinal(text: str) -> int:
    if not text.isdecimal():
        raise Refused("correction-unknown-person", person=text)
    return int(text)


def _parsed(name: str, typed: Any) -> Any:
    if name not in _PARSERS:
        raise Refused("correction-unknown-field", field=name)
    if not isinstance(typed, str):
        raise Refused("correction-bad-value", field=name)
    return _PARSERS[name](typed, name)


def _person(ordinal: str, values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        key = f"people.{ordinal}.{name}"
        if name in _PERSON_PARSERS and isinstance(value, str):
            found[name] = _PERSON_PARSERS[name](value, key)
        elif name in ("excluded", "linear") and isinstance(value, bool):
            found[name] = value
        else:
            raise Refused("correction-bad-value", field=key)
    return found
