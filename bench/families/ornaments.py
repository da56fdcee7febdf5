"""Things printed around the text: seals, guilloche, stamps, scribbled signatures, QR codes, as SVG."""

# ruff: noqa: E501 - SVG reads best unbroken

from __future__ import annotations

import math
import random


def guilloche(rng: random.Random, colour: str, opacity: float = 0.25) -> str:
    """Give a page-filling web of fine waves behind the print."""
    paths = []
    for i in range(46):
        phase, size = i * rng.uniform(0.1, 0.3), rng.uniform(8, 26)
        points = " ".join(f"{x},{i * 7 + size * math.sin(x / 38 + phase):.1f}" for x in range(0, 460, 8))
        paths.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width=".5"/>')
    return (
        f'<svg viewBox="0 0 450 320" preserveAspectRatio="none" style="position:absolute;inset:0;width:100%;'
        f'height:100%;opacity:{opacity};z-index:-1">{"".join(paths)}</svg>'
    )


def stamp(rng: random.Random, text: str, style: str, colour: str = "#4338a0") -> str:
    """Give a round office stamp, turned a little, see-through; `style` places it."""
    key = f"s{rng.randint(0, 1 << 30)}"
    return (
        f'<svg viewBox="0 0 120 120" style="position:absolute;width:36mm;opacity:.6;'
        f'transform:rotate({rng.randint(-25, 25)}deg);{style}"><g fill="none" stroke="{colour}">'
        '<circle cx="60" cy="60" r="56" stroke-width="2.5"/><circle cx="60" cy="60" r="38"/></g>'
        f'<path id="{key}" d="M60,60 m-44,0 a44,44 0 1,1 88,0 a44,44 0 1,1 -88,0" fill="none"/>'
        f'<text font-size="9.5" fill="{colour}" letter-spacing="1"><textPath href="#{key}">{text.upper()[:34]}</textPath></text>'
        f'<text x="60" y="66" font-size="16" text-anchor="middle" fill="{colour}">&#9733;</text></svg>'
    )


def scribble(rng: random.Random, style: str, colour: str = "#1b2a6b") -> str:
    """Give a handwritten-looking signature; `style` places it."""
    path, x, y = "M10,40", 10.0, 40.0
    for _ in range(rng.randint(5, 9)):
        x += rng.uniform(4, 16)
        y = rng.uniform(5, 60)
        path += f" S{x - 12:.0f},{rng.uniform(0, 65):.0f} {x:.0f},{y:.0f}"
    return (
        f'<svg viewBox="0 0 140 70" style="position:absolute;width:42mm;{style}">'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/></svg>'
    )


def qr(rng: random.Random, style: str = "width:22mm") -> str:
    """Give squares that look like a QR code and hold nothing."""
    cells = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1"/>'
        for x in range(25)
        for y in range(25)
        if _finder(x, y) or (not _near_finder(x, y) and rng.random() < 0.48)
    )
    return f'<svg viewBox="-1 -1 27 27" style="{style};background:#fff" shape-rendering="crispEdges">{cells}</svg>'


def _near_finder(x: int, y: int) -> bool:
    return ((x < 8 or x > 16) and y < 8) or (x < 8 and y > 16)


def _finder(x: int, y: int) -> bool:
    for left, top in ((0, 0), (18, 0), (0, 18)):
        dx, dy = x - left, y - top
        if 0 <= dx < 7 and 0 <= dy < 7:
            return min(dx, dy, 6 - dx, 6 - dy) != 1
    return False


def seal(rng: random.Random, style: str = "width:20mm") -> str:
    """Give a made-up coat of arms."""
    one, two = rng.sample(["#b8860b", "#14532d", "#7f1d1d", "#1e3a8a", "#111"], 2)
    rays = "".join(
        f'<path d="M50,50 L{50 + 46 * math.cos(a):.0f},{50 + 46 * math.sin(a):.0f}" stroke="{two}" stroke-width="3"/>'
        for a in [i * math.pi / 6 for i in range(12)]
    )
    return (
        f'<svg viewBox="0 0 100 100" style="{style}"><path d="M50,2 L94,20 L86,72 L50,98 L14,72 L6,20 Z" fill="{one}"/>'
        f'{rays}<circle cx="50" cy="50" r="20" fill="#fff" stroke="{two}" stroke-width="4"/></svg>'
    )
