"""Copy the pinned third-party parts into `web/static/vendor`: tokens, the font, the icons in use, licences.

Run `npm ci` here first, then `python tools/static/build.py`; the result is committed, so users need no npm.
Only the icons named in `ICONS` go into the sprite: a page weighs little on an office's slow line.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VENDOR = HERE.parents[1] / "web" / "static" / "vendor"

TOKENS = ("sizes", "borders", "shadows", "easings")
FONT = "@fontsource-variable/plus-jakarta-sans"

# fmt: off
ICONS = (
    "archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "ban", "bell", "book-open",
    "building-2", "calendar-days", "camera", "chart-column", "check", "check-check", "chevron-down",
    "chevron-left", "chevron-right", "circle", "circle-alert", "circle-check", "circle-help",
    "circle-x", "clipboard-check", "clock", "columns-2", "copy", "download", "eye", "file",
    "file-check", "file-image", "file-text", "file-up", "files", "filter", "folder-up", "globe", "hand",
    "history", "house", "inbox", "info", "keyboard", "key-round", "layers", "languages", "lightbulb",
    "link", "list-checks", "loader", "lock", "log-out", "menu", "moon", "package", "pencil", "plus",
    "printer", "refresh-cw", "rotate-cw", "rotate-ccw", "scale", "scan-line", "scan-search", "scissors",
    "search", "send", "settings", "shield-check", "skip-forward", "sliders-horizontal", "sun-moon",
    "table-2", "target", "trash-2", "trending-up", "triangle-alert", "undo-2", "unlink", "upload",
    "user", "users", "wifi-off", "x", "zoom-in", "zoom-out", "combine", "dices",
)
# fmt: on


def tokens() -> None:
    """Join the design-token bundles that the style sheets use."""
    parts = [(MODULES / "open-props" / f"{name}.min.css").read_text(encoding="utf-8") for name in TOKENS]
    head = "/* Open Props (MIT), see open-props.LICENSE */\n"
    (VENDOR / "open-props.css").write_text(head + "\n".join(parts) + "\n", encoding="utf-8")
    shutil.copy(MODULES / "open-props" / "LICENSE", VENDOR / "open-props.LICENSE")


def font() -> None:
    """Copy the one upright variable file that Indonesian and English need."""
    source = MODULES / FONT
    shutil.copy(
        source / "files" / "plus-jakarta-sans-latin-wght-normal.woff2", VENDOR / "plus-jakarta-sans.woff2"
    )
    shutil.copy(source / "LICENSE", VENDOR / "plus-jakarta-sans.LICENSE")


def icons() -> None:
    """Make one sprite of the icons in use; pages point into it with <use>."""
    symbols = []
    for name in sorted(set(ICONS)):
        svg = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        body = re.sub(r"\s+", " ", svg.split(">", 2)[2].rsplit("</svg>", 1)[0]).strip().replace(" />", "/>")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (VENDOR / "icons.svg").write_text(sprite, encoding="utf-8")
    shutil.copy(MODULES / "lucide-static" / "LICENSE", VENDOR / "lucide.LICENSE")


if __name__ == "__main__":
    VENDOR.mkdir(parents=True, exist_ok=True)
    tokens()
    font()
    icons()
