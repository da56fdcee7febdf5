"""The chart of error against share automated, drawn as SVG."""

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
