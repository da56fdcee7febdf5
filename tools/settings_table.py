"""Writes docs/settings.md from the settings themselves, so that the table cannot fall behind."""

from __future__ import annotations

from pathlib import Path

from records.settings import Settings

TARGET = Path(__file__).parent.parent / "docs" / "settings.md"

_HEAD = """# Settings

Every knob is an environment variable. Unset ones give the embedded default: an SQLite file, a private
`redis-server` child and a folder, all under `BUKTI_HOME`. `./run bukti doctor` shows what is in force and
checks every outside part.

An admin may set some of them on screen (Ringkasan → Ubah pengaturan): `AUDIT_SHARE`, `READY_ERROR_PER_1000`,
`LOCK_MINUTES`, `RULE_SET`, `RETENTION_DAYS`. What is set there holds for web and workers at once and goes
before the environment.

| variable | default | meaning |
|---|---|---|
"""


def table() -> str:
    """Give the whole page."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        shown = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        text = "" if shown in ("", None) else f"`{shown}`"
        rows.append(f"| `BUKTI_{name.upper()}` | {text} | {field.description} |")
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
