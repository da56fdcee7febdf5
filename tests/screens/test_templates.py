"""Every sentence and icon a page asks for exists; no page holds what the content policy forbids."""

import re
from pathlib import Path

from records.texts import catalogue

WEB = Path(__file__).parents[2] / "web"
TEMPLATES = {path: path.read_text(encoding="utf-8") for path in sorted((WEB / "templates").rglob("*.html"))}
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in sorted((WEB / "static" / "js").rglob("*.js"))}
SCREENS = {path: path.read_text(encoding="utf-8") for path in sorted((WEB / "screens").rglob("*.py"))}


def test_every_sentence_named_in_pages_and_scripts_is_in_the_catalogue() -> None:
    asked = {
        key for text in TEMPLATES.values() for key in re.findall(r"\bt\(\s*[\"']([\w.-]+)[\"']\s*[,)]", text)
    }
    asked |= {key for text in SCREENS.values() for key in re.findall(r"\bt\(\s*\"([\w.-]+)\"\s*[,)]", text)}
    asked |= {f"js.{key}" for text in SCRIPTS.values() for key in re.findall(r"\bsay\(\"([\w-]+)\"", text)}
    assert len(asked) > 200
    assert not sorted(asked - set(catalogue()))


def test_every_icon_is_in_the_sprite() -> None:
    sprite = (WEB / "static" / "vendor" / "icons.svg").read_text(encoding="utf-8")
    have = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    texts = [*TEMPLATES.values(), *SCREENS.values()]
    asked = {name for text in texts for name in re.findall(r"\bicon\([\"']([\w-]+)[\"']\)", text)}
    assert len(asked) > 30
    assert not sorted(asked - have)


def test_pages_hold_no_inline_script_style_or_handler() -> None:
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    assert not {path.name for path, text in TEMPLATES.items() if forbidden.search(text)}


def test_pages_load_nothing_from_elsewhere() -> None:
    assert not {
        path.name
        for path, text in (TEMPLATES | SCRIPTS).items()
        if re.search(r"https?://(?!www\.w3\.org)", text)
    }


def test_every_form_that_changes_something_carries_the_csrf_token() -> None:
    form = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", re.DOTALL)
    bare = [
        path.name
        for path, text in TEMPLATES.items()
        for body in form.findall(text)
        if "csrf_token" not in body and "csrf()" not in body
    ]
    assert not bare
