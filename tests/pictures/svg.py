#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""What a terminal shows, as an SVG: from standard input, which may have colours, to standard output.
Usage: tests/pictures/svg.py TITLE

The background is dark and a part of the picture, so that it can be read on a light page and on a dark one. Text stays
text, which can be searched and selected.
"""
import re
import sys

SIZE = 13  # of the font, in pixels
CELL = 7.85  # a character of the usual fonts of that size
LINE = 18
MARGIN = 14
# as escape sequences name them; all of them stand out from the background
COLOURS = {"31": "#ff7b72", "32": "#56d364", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#39c5cf",
           "90": "#8b949e", "95": "#ff9bce"}


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def tspans(line):
    colour = None
    for part in re.split(r"(\x1b\[\d+m)", line):
        if part.startswith("\x1b"):
            colour = COLOURS.get(part[2:-1])
        elif part:
            yield f'<tspan fill="{colour}">{escape(part)}</tspan>' if colour else escape(part)


def width(line):
    return len(re.sub(r"\x1b\[\d+m", "", line))


def picture(lines, title):
    columns = max(map(width, lines))
    size = f'width="{columns * CELL + 2 * MARGIN:.0f}" height="{len(lines) * LINE + 2 * MARGIN}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    yield "<!-- SPDX-License-Identifier: GPL-2.0-only; made by make pictures -->"
    yield f"<title>{escape(title)}</title>"
    yield f'<rect {size} rx="8" fill="#0d1117"/>'
    yield (f'<g font-family="ui-monospace,SFMono-Regular,Menlo,DejaVu Sans Mono,Consolas,monospace" '
           f'font-size="{SIZE}" fill="#e6edf3" xml:space="preserve" style="white-space:pre">')
    for i, line in enumerate(lines):
        if line:
            weight = ' font-weight="bold"' if line.startswith("$ ") else ""
            yield f'<text x="{MARGIN}" y="{MARGIN + i * LINE + SIZE}"{weight}>{"".join(tspans(line))}</text>'
    yield "</g>"
    yield "</svg>"


print("\n".join(picture(sys.stdin.read().rstrip("\n").split("\n"), sys.argv[1])))
