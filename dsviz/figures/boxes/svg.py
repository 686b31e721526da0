"""A drawing of boxes written as SVG: an image of its own, with its style and its movement inside."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import hypot

from dsviz.figures.boxes.marks import FONT_SIZE, Deck, Drawing, Line, Mover, Point, Text, depth_of
from dsviz.figures.theme import HUE, THREADS

EACH_DRAWN = 8  # sheets that are drawn one by one; more are lines on one box
HOLD = 1.4  # seconds at each place
REST = 0.7  # of them, the part in which the window rests
CHIP_HEIGHT = 20
ARROW = 6.0  # pixels of an arrow's head

# Chinese in the faces that the page has: which one a browser takes by itself may be a brush's.
FONT = "Arial,Helvetica,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
# Outside the page's own document nothing is inherited from it but whether it is light or dark.
STYLE = f"""svg{{--p:#fff;--k:#1a1c24;--f:#5f6570}}
@media (prefers-color-scheme:dark){{svg{{--p:#0e1117;--k:#fafafa;--f:#a6acb8}}}}
text{{font:{FONT_SIZE}px {FONT};fill:var(--k);text-anchor:middle}}
.s{{fill:color-mix(in srgb,var(--h) 34%,var(--p));stroke:var(--h)}}
.d{{fill:color-mix(in srgb,var(--h) 62%,var(--p));stroke:var(--h)}}
.t{{fill:none;stroke:var(--h);stroke-width:.5}}.l{{fill:none;stroke:var(--h);stroke-width:1.5}}
.g{{fill:none;stroke:var(--f);stroke-dasharray:3 3}}.c{{fill:none;stroke:var(--f)}}
.w{{fill:#d55e00;fill-opacity:.4;stroke:#d55e00;stroke-width:2;stroke-linejoin:round}}
.o{{fill:{HUE["output"]};stroke:var(--k);stroke-width:1.5;stroke-linejoin:round}}
"""
STILL = "@media (prefers-reduced-motion:reduce){.w,.o{animation:none!important}}"


def svg(drawing: Drawing, alt: str) -> str:
    """Write a drawing as SVG.

    Parameters
    ----------
    drawing : Drawing
    alt : str
        What it shows, in words, for those who do not see it.

    Returns
    -------
    str
        Well-formed XML. It follows the page's light or dark, and stands still where less motion is asked.
    """
    size = f"{drawing.width:g} {_short(drawing.height)}"
    routes = list(dict.fromkeys(_route(each) for each in drawing.movers))
    moving = "".join(_moving(route, number) for number, route in enumerate(routes))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{drawing.width:g}" '
        f'height="{_short(drawing.height)}" role="img" aria-label="{escape(alt)}">',
        f"<style>{STYLE}{_colours(drawing)}{moving}{STILL}</style>",
        *(_padding(*frame) for frame in drawing.paddings),
        *map(_deck, drawing.decks),
        *map(_line, drawing.lines),
        *(_mover(each, routes.index(_route(each))) for each in drawing.movers),
        *map(_text, drawing.texts),
        "</svg>",
    ]
    return "".join(parts)


def _short(number: float) -> str:
    return f"{round(number, 1):g}"


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _colours(drawing: Drawing) -> str:
    used = sorted({colour for deck in drawing.decks for colour in deck.colours})
    return "".join(f".{_colour(each)}{{--h:{_hue(each)}}}" for each in dict.fromkeys(map(_wrapped, used)))


def _wrapped(colour: int) -> int:
    return colour % len(THREADS) if colour >= 0 else colour


def _hue(colour: int) -> str:
    return THREADS[colour] if colour >= 0 else HUE["input"]


def _colour(colour: int) -> str:
    return f"h{_wrapped(colour)}" if colour >= 0 else "i"


def _deck(deck: Deck) -> str:
    outline = _outline(deck) if deck.lost > 0 else ""
    if deck.sheets > EACH_DRAWN:
        return outline + _block(deck)
    return outline + "".join(_sheet(deck, at) for at in reversed(range(deck.sheets)))


def _sheet(deck: Deck, at: int) -> str:
    """Draw one sheet: its side and top, then its front."""
    colour = deck.colours[at % len(deck.colours)]
    return _slab(deck, at * deck.thickness, deck.thickness, colour)


def _slab(deck: Deck, shift: float, depth: float, colour: int) -> str:
    x, y = deck.x + shift, deck.y - shift
    sides = f'width="{_short(deck.width)}" height="{_short(deck.height)}"'
    hull = _points(_hull(x, y, deck.width, deck.height, depth))
    front = f'<rect class="s {_colour(colour)}" x="{_short(x)}" y="{_short(y)}" {sides}/>'
    return f'<path class="d {_colour(colour)}" d="M{hull}Z"/>{front}'


def _block(deck: Deck) -> str:
    """Draw a deck of many sheets as one box, a line in its colour for each; of too many, without lines."""
    whole = _slab(deck, 0, deck.depth, deck.colours[0])
    if deck.is_cut:
        return whole
    along = f"h{_short(deck.width)}v{_short(deck.height)}"
    edges: dict[str, str] = {}
    for at in range(1, deck.sheets):
        colour, shift = _colour(deck.colours[at % len(deck.colours)]), at * deck.thickness
        edges[colour] = edges.get(colour, "") + f"M{_points([(deck.x + shift, deck.y - shift)])}{along}"
    wide = f' style="stroke-width:{_short(deck.thickness)}"' if len(edges) > 1 else ""
    return whole + "".join(f'<path class="t {colour}"{wide} d="{each}"/>' for colour, each in edges.items())


def _outline(deck: Deck) -> str:
    depth = depth_of(deck.sheets + deck.lost, deck.thickness)
    return f'<path class="g" d="M{_points(_hull(deck.x, deck.y, deck.width, deck.height, depth))}Z"/>'


def _hull(x: float, y: float, width: float, height: float, depth: float) -> list[Point]:
    right, foot = x + width, y + height
    return [
        (x, y),
        (x + depth, y - depth),
        (right + depth, y - depth),
        (right + depth, foot - depth),
        (right, foot),
        (x, foot),
    ]


def _padding(left: float, top: float, right: float, bottom: float) -> str:
    sides = f'width="{_short(right - left)}" height="{_short(bottom - top)}"'
    return f'<rect class="g" x="{_short(left)}" y="{_short(top)}" {sides}/>'


def _line(line: Line) -> str:
    (x, y), (left, top) = line.end, line.start
    length = hypot(x - left, y - top)
    along, down = ARROW * (x - left) / length, ARROW * (y - top) / length
    head = [
        (x - along + down / 2, y - down - along / 2),
        (x, y),
        (x - along - down / 2, y - down + along / 2),
    ]
    return f'<path class="l {_colour(line.colour)}" d="M{_points([line.start, line.end])}M{_points(head)}"/>'


def _text(text: Text) -> str:
    words = f'<text x="{_short(text.x)}" y="{_short(text.y)}">{escape(text.words)}</text>'
    if not text.boxed:
        return words
    left, _, right, _ = text.frame
    place = f'x="{_short(left - 4)}" y="{_short(text.y - FONT_SIZE * 0.3 - CHIP_HEIGHT / 2)}"'
    return (
        f'<rect class="c" {place} width="{_short(right - left + 8)}" height="{CHIP_HEIGHT}" rx="5"/>{words}'
    )


def _route(mover: Mover) -> tuple[str, tuple[Point, ...]]:
    x, y = mover.stops[0]
    return mover.role, tuple((round(left - x, 1), round(top - y, 1)) for left, top in mover.stops)


def _mover(mover: Mover, route: int) -> str:
    x, y = mover.stops[0]
    kind = "w" if mover.role == "input" else "o"
    hull = _points(_hull(x, y, mover.width, mover.height, mover.depth))
    front = _points([(x, y), (x + mover.width, y), (x + mover.width, y + mover.height)])
    corner = [(x + mover.width, y), (x + mover.width + mover.depth, y - mover.depth)]
    edges = f"M{front}M{_points(corner)}" if mover.depth else ""
    return f'<path class="{kind} m{route}" d="M{hull}Z{edges}"/>'


def _moving(route: tuple[str, tuple[Point, ...]], number: int) -> str:
    """Write the keyframes of a route; what is fed lights up when the window has arrived."""
    role, stops = route
    share = 100 / len(stops)
    frames = []
    for at, (x, y) in enumerate(stops):
        move = f"transform:translate({x:g}px,{y:g}px)"
        start, arrived, end = (_short(share * (at + part)) for part in (0, 0.15, REST))
        if role == "input":
            frames.append(f"{start}%,{end}%{{{move}}}")
        else:
            frames.append(f"{start}%{{{move};opacity:0}}{arrived}%,{end}%{{{move};opacity:1}}")
    x, y = stops[0]
    last = "" if role == "input" else ";opacity:0"
    frames.append(f"100%{{transform:translate({x:g}px,{y:g}px){last}}}")
    x, y = stops[len(stops) // 2]
    seconds = f"{HOLD * len(stops):g}s"
    still = f".m{number}{{transform:translate({x:g}px,{y:g}px);animation:k{number} {seconds} infinite}}"
    return f"@keyframes k{number}{{{''.join(frames)}}}{still}"
