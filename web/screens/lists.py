"""Lists in pages: which part is shown and the links on and back."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from web.views.frame import Choice, Paging

PER_PAGE = 50


def page_number(text: str) -> int:
    """Read a page number from 1; nonsense is 1."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def paging(number: int, shown: int, total: int, *, per_page: int = PER_PAGE) -> Paging:
    """Give the numbers and links of a list page; the links keep the filters."""
    first = (number - 1) * per_page
    return Paging(
        first=first + 1 if shown else 0,
        last=first + shown,
        total=total,
        previous_href=_href(number - 1) if number > 1 else None,
        next_href=_href(number + 1) if first + shown < total else None,
    )


def _href(number: int) -> str:
    assert request.endpoint is not None  # noqa: S101 - lists are shown by a matched route only
    # Of a part fetched for itself the links are those of the whole page.
    kept: dict[str, Any] = {
        name: value for name, value in request.args.items() if value and name not in ("hal", "sebagian")
    }
    return url_for(request.endpoint, **(request.view_args or {}), **kept, hal=number)


def choices(pairs: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    """Make a filter's options from values and labels."""
    return tuple(Choice(value, label, value == chosen) for value, label in pairs)
