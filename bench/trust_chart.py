"""The charts of trust, drawn as SVG: error against share automated, and said against found."""

from __future__ import annotations

WIDTH, HEIGHT, EDGE = 640, 360, 56


def chart(points: list[tuple[float, float]]) -> str:
    """Draw (share automated, share wrong among them); the red line is 1 wrong in 1,000."""
    most = max([0.02, *(wrong for _, wrong in points)]) * 1.1
    path = " ".join(
        f"{'L' if i else 'M'}{_x(share):.1f},{_y(wrong / most):.1f}"
        for i, (share, wrong) in enumerate(points)
    )
    borne = _y(0.001 / most)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f"{_grid(most)}"
        f'<path d="M{EDGE},{borne:.1f} H{WIDTH - EDGE / 2}" stroke="#b91c1c" stroke-dasharray="5 4"/>'
        f'<path d="{path or "M0,0"}" fill="none" stroke="#0b6e4f" stroke-width="2"/>'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">bagian siap / share ready</text>'
        f'<text x="{EDGE}" y="18">salah di antaranya / wrong among them</text></svg>\n'
    )


def reliability_chart(points: list[tuple[float, float, int]]) -> str:
    """Draw (chance said, share found right, documents) of each band; on the grey line both are the same."""
    least = min([0.9, *(min(said, found) for said, found, _ in points)])

    def place(share: float) -> float:
        return (share - least) / (1 - least)

    most = max([1, *(count for _, _, count in points)])
    dots = "".join(
        f'<circle cx="{_x(place(said)):.1f}" cy="{_y(place(found)):.1f}" r="{4 + 8 * (n / most) ** 0.5:.1f}" '
        f'fill="#0b6e4f" fill-opacity="0.55"/>'
        f'<text x="{_x(place(said)):.1f}" y="{_y(place(found)) - 14:.1f}" text-anchor="middle">{n}</text>'
        for said, found, n in points
    )
    marks = "".join(_tick(i / 4, f"{least + (1 - least) * i / 4:.0%}") for i in range(5))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f'<path d="M{_x(0):.1f},{_y(0):.1f} L{_x(1):.1f},{_y(1):.1f}" stroke="#999"/>{marks}{dots}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">'
        "peluang yang disebut / chance said; angka: dokumen / documents</text>"
        f'<text x="{EDGE}" y="18">ternyata benar / found right</text></svg>\n'
    )


def _tick(part: float, label: str) -> str:
    return (
        f'<text x="{EDGE - 6}" y="{_y(part) + 4:.1f}" text-anchor="end">{label}</text>'
        f'<text x="{_x(part):.1f}" y="{HEIGHT - 28}" text-anchor="middle">{label}</text>'
    )


def _grid(most: float) -> str:
    marks = []
    for i in range(6):
        part = i / 5
        marks += [
            f'<path d="M{EDGE},{_y(part):.1f} H{WIDTH - EDGE / 2}" stroke="#ddd"/>',
            f'<text x="{EDGE - 6}" y="{_y(part) + 4:.1f}" text-anchor="end">{part * most:.1%}</text>',
            f'<text x="{_x(part):.1f}" y="{HEIGHT - 28}" text-anchor="middle">{part:.0%}</text>',
        ]
    return "".join(marks)


def _x(part: float) -> float:
    return EDGE + part * (WIDTH - EDGE * 1.5)


def _y(part: float) -> float:
    return HEIGHT - 44 - part * (HEIGHT - 76)
