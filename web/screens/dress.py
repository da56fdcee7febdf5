"""Small pieces of HTML that templates call as functions: icons, notices, badges."""

from __future__ import annotations

from functools import lru_cache

from flask import request, url_for
from markupsafe import Markup, escape

from records.states import BatchState, DocumentState, FileState, HandoverState, PageState, RecordState
from web.screens.speech import t

_NOTICE_ICONS = {"good": "circle-check", "doubt": "triangle-alert", "bad": "circle-x", "calm": "info"}

# State → (look, icon): the icon and the word carry the meaning, the colour only repeats it.
_LOOKS: dict[str, tuple[str, str]] = {
    FileState.RECEIVED: ("calm", "clock"),
    FileState.RENDERED: ("calm", "scan-line"),
    FileState.READ: ("calm", "scan-search"),
    FileState.FOUND: ("good", "circle-check"),
    FileState.UNPACKED: ("good", "archive"),
    FileState.LINKED: ("calm", "link"),
    FileState.REJECTED: ("bad", "circle-x"),
    DocumentState.FAILED: ("bad", "triangle-alert"),
    DocumentState.MATCHED: ("calm", "scan-search"),
    DocumentState.SCORED: ("calm", "scale"),
    DocumentState.AWAITING_REVIEW: ("doubt", "eye"),
    DocumentState.CONFIRMED: ("good", "check"),
    DocumentState.HANDED_OVER: ("brand", "send"),
    DocumentState.ACCEPTED: ("good", "check-check"),
    DocumentState.RETURNED: ("bad", "undo-2"),
    DocumentState.SET_ASIDE: ("", "archive"),
    DocumentState.REPLACED: ("", "scissors"),
    PageState.DROPPED: ("", "trash-2"),
    BatchState.EMPTY: ("", "inbox"),
    BatchState.WORKING: ("calm", "scan-search"),
    BatchState.DONE: ("good", "check-check"),
    BatchState.NEEDS_ATTENTION: ("bad", "triangle-alert"),
    HandoverState.REQUESTED: ("calm", "clock"),
    HandoverState.PACKED: ("brand", "package"),
    HandoverState.CLOSED: ("good", "check-check"),
    RecordState.SENT: ("calm", "send"),
}


@lru_cache(maxsize=16)
def _sprite(_script_root: str) -> str:
    """Give the sprite's address: below each place the app is mounted at it is always the same."""
    return url_for("static", filename="vendor/icons.svg")


@lru_cache(maxsize=256)
def _icon(base: str, name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>').format(
        base, name
    )


def icon(name: str) -> Markup:
    """Draw an icon of the sprite; it is decoration, its neighbour says the word."""
    return _icon(_sprite(request.script_root), name)


def badge(look: str, symbol: str, label: str) -> Markup:
    """Draw a small label with an icon."""
    return Markup('<span class="badge {}">{}{}</span>').format(look, icon(symbol), label)


def state_badge(state: str, area: str = "document") -> Markup:
    """Draw a state's badge; `area` names whose state it is ("file", "document", "batch", …)."""
    look, symbol = _LOOKS.get(state, ("", "circle"))
    return badge(look, symbol, t(f"state.{area}.{state}"))


def notice(look: str, message: str, title: str = "") -> Markup:
    """Draw a message box: "good", "doubt", "bad" or "calm"."""
    head = Markup("<strong>{}</strong>").format(title) if title else ""
    return Markup('<div class="notice {}" role="{}">{}<div>{}{}</div></div>').format(
        look, "alert" if look == "bad" else "note", icon(_NOTICE_ICONS[look]), head, escape(message)
    )
