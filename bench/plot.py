"""A plot of accuracy against cost, drawn as SVG."""

from __future__ import annotations

from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 70, 30, 30, 60
COLOURS = {"bukti": "#0b6e4f", "tesseract": "#b45309", "ocrmypdf": "#7c3aed", "rapidocr": "#1d4ed8"}
SHAPES = ("circle", "square", "diamond")


def scatter(results: dict[str, Any]) -> str:
    """Draw each reader on each corpus: processor seconds a page along, whole documents right upwards."""
    points = [
        (
            reader.name,
            index,
            reader.cost.cpu_s / max(1, result["pages"]),
            reader.by_scan.accuracy().get("whole_document", 0.0),
        )
        for index, result in enumerate(results.values())
        for reader in result["readers"]
    ]
    most = max([1.0, *(cost for _, _, cost, _ in points)]) * 1.1
    marks = "".join(_mark(name, index, cost / most, part) for name, index, cost, part in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 22 * len(results)}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f"{_axes(most)}{marks}{_legend(list(results))}</svg>\n"
    )


def _x(part: float) -> float:
    return LEFT + part * (WIDTH - LEFT - RIGHT)


def _y(part: float) -> float:
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def _axes(most: float) -> str:
    lines, below = [], HEIGHT - BOTTOM + 18
    for i in range(6):
        part = i / 5
        lines += [
            f'<path d="M{LEFT},{_y(part):.1f} H{WIDTH - RIGHT}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{_y(part) + 4:.1f}" text-anchor="end">{100 * part:.0f} %</text>',
            f'<text x="{_x(part):.1f}" y="{below}" text-anchor="middle">{part * most:.1f}</text>',
        ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    lines += [
        f'<text x="{middle}" y="{HEIGHT - 18}" text-anchor="middle">processor seconds a page</text>',
        f'<text x="{LEFT}" y="{TOP - 12}">whole documents right</text>',
    ]
    return "".join(lines)


def _mark(name: str, index: int, along: float, part: float) -> str:
    x, y, colour = _x(along), _y(part), COLOURS.get(name, "#333")
    label = f'<text x="{x + 9:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>'
    return _shape(index, x, y, colour) + label


def _shape(index: int, x: float, y: float, colour: str) -> str:
    kind = SHAPES[index % len(SHAPES)]
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "diamond" else ""
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}"{turn}/>'


def _legend(corpora: list[str]) -> str:
    rows = []
    for i, corpus in enumerate(corpora):
        y = HEIGHT + 22 * i
        rows.append(_shape(i, LEFT, y, "#555") + f'<text x="{LEFT + 14}" y="{y + 4}">{escape(corpus)}</text>')
    return "".join(rows)
