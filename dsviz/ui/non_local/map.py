"""Where one place of a picture looks: a click chooses the place, the link keeps it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import joined
from dsviz.course.results import shape_text
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import COLUMN, INPUT, ROW, SEED
from dsviz.ui.non_local.block import Block
from dsviz.ui.non_local.quirks import cut, show_quirks, show_scaled
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.pictures import ask_picture, caption
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, passage, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.networks.runs import NonLocalRun

CLICKED = "query-picture"
SOURCES = ("picture", "random")
MIDDLE_GREY = 128.0
MOST_SEED = 999_999
# The most places times channels that are run: the attention alone has places x places numbers.
MOST_NUMBERS = 300_000
ROUNDING = 1e-6  # shares closer than this part of themselves differ by float32 only


def show_attention(block: Block) -> None:
    """Render the picture to click on, where the clicked place looks, and where it would look with 1/√d."""
    st.header(say("non_local.map.heading"), anchor=False)
    height, width = block.size
    source, row, column, seed = _ask_query(height, width)
    left, middle, right = st.columns(3)
    with left:
        above = st.container()
        picture, words = _ask_input(source, block)
    with above:
        _show_picture(_drawn(picture, block, seed), (row, column))
        st.markdown(joined([say("non_local.map.click"), words], language(), "sentence"))
    hindrance = _hindrance(block)
    if hindrance:
        middle.info(hindrance)
        st.markdown(passage("non_local-map"))
        return
    run = _run(picture, block, seed)
    on_grid = _on_grid((row, column), block, run)
    with middle:
        _show_map(run, (row, column), block)
    with right:
        show_scaled(run.quirks, (row, column), run.grid, on_grid)
    change = say("non_local.map.change" if run.change else "non_local.map.identity", change=cut(run.change))
    st.markdown(joined([change, passage("non_local-map")], language(), "sentence"))
    show_quirks(run.quirks, (row, column))


def _ask_input(source: str, block: Block) -> tuple[NDArray[np.float64] | None, str]:
    """Return the picture, None where random numbers are read, and what it is called."""
    if source == "random":
        return None, say("non_local.map.random", C=block.channels, height=block.size[0], width=block.size[1])
    picture, is_bundled = ask_picture(block.size)
    return picture, caption(block.size, not is_bundled)


def _hindrance(block: Block) -> str:
    numbers = block.size[0] * block.size[1] * block.channels
    if numbers > MOST_NUMBERS:
        return say("non_local.map.large", most=f"{MOST_NUMBERS:,}", got=f"{numbers:,}")
    if block.refusal:
        return say("non_local.map.refused")
    return say("picture.waiting") if backend() != "torch" else ""


def _drawn(picture: NDArray[np.float64] | None, block: Block, seed: int) -> NDArray[np.float64]:
    """Return what is drawn to be clicked on: the picture, or channel 0 of the random numbers in grey."""
    if picture is not None:
        return picture
    if _hindrance(block):
        return np.full((3, *block.size), MIDDLE_GREY)
    grey = _run(None, block, seed).quirks.x[0]
    low, spread = grey.min(), np.ptp(grey) or 1.0
    return np.repeat((255 * (grey - low) / spread)[None], 3, axis=0)


def _ask_query(height: int, width: int) -> tuple[str, int, int, int]:
    with Ask("non_local") as ask:
        places = field_row("query", [3, 2, 2, 2])
        with places[0]:
            source = ask.choice(INPUT, SOURCES)
        with places[1]:
            row = ask.whole(ROW.here(default=str(height // 2)), 0, height - 1)
        with places[2]:
            column = ask.whole(COLUMN.here(default=str(width // 2)), 0, width - 1)
        with places[3]:
            seed = ask.whole(SEED, 0, MOST_SEED)
    return source, row, column, seed


def _show_picture(picture: NDArray[np.float64], query: tuple[int, int]) -> None:
    _, height, width = picture.shape

    def draw() -> Figure:
        from dsviz.figures.pictures import clickable

        return clickable(picture, query)

    show_chart(
        draw,
        alt=say("non_local.map.picture.alt", height=height, width=width, row=query[0], column=query[1]),
        key=CLICKED,
        on_click=partial(_take_click, height // 2, width // 2),
    )


def _take_click(middle_row: int, middle_column: int) -> None:
    points = st.session_state[CLICKED].selection.points
    if points:
        row, column = ROW.here(default=str(middle_row)), COLUMN.here(default=str(middle_column))
        write_query(row.change(str(int(points[0]["y"]))) | column.change(str(int(points[0]["x"]))))


def _run(picture: NDArray[np.float64] | None, block: Block, seed: int) -> NonLocalRun:
    from dsviz.networks.runs import run_nonlocal, run_nonlocal_on_noise

    if picture is None:
        return run_nonlocal_on_noise(block.size, block.channels, seed=seed, **block.settings)
    with in_turn():
        return run_nonlocal(picture, block.channels, seed=seed, **block.settings)


def _show_map(run: NonLocalRun, query: tuple[int, int], block: Block) -> None:
    rows, columns = run.grid
    row, column = query
    looks = run.attention[row * block.size[1] + column].reshape(rows, columns)
    values: dict[str, Any] = {"row": row, "column": column, "shape": shape_text((rows, columns))}
    kind, found = most_looked_at(looks)
    values |= found

    def draw() -> Figure:
        from dsviz.figures.pictures import attention

        return attention(looks, _on_grid(query, block, run), say("non_local.map.hover"))

    show_chart(draw, alt=say(f"non_local.map.{kind}.alt", **values), key="attention-map")
    st.markdown(say(f"non_local.map.{kind}", **values))


def _on_grid(query: tuple[int, int], block: Block, run: NonLocalRun) -> tuple[float, float]:
    # After pooling the asking place lies between the centres of the places looked at.
    row, column = ((query[axis] + 0.5) * run.grid[axis] / block.size[axis] - 0.5 for axis in (0, 1))
    return row, column


def most_looked_at(looks: NDArray[Any]) -> tuple[str, dict[str, Any]]:
    """Find the place that gets most, or say that there is no such place.

    Parameters
    ----------
    looks : ndarray, shape (rows, columns), each place's share

    Returns
    -------
    kind : {"one", "several", "even"}
    values : dict, for the sentence

    Examples
    --------
    >>> most_looked_at(np.full((2, 2), 0.25))
    ('even', {'even': '25 %'})
    """
    top = looks >= looks.max() * (1 - ROUNDING)
    if top.all():
        return "even", {"even": _percent(1 / looks.size)}
    best_row, best_column = (int(each) for each in np.argwhere(top)[0])
    most, even = _told_apart(float(looks.max()), 1 / looks.size)
    values = {"best_row": best_row, "best_column": best_column, "most": most, "even": even}
    count = int(top.sum())
    return ("one", values) if count == 1 else ("several", values | {"count": count})


def _told_apart(one: float, other: float) -> tuple[str, str]:
    """Write two different shares with as many digits as it takes to see that they differ."""
    written = ("", "")
    for digits in range(3, 9):
        written = (_percent(one, digits), _percent(other, digits))
        if written[0] != written[1]:
            break
    return written


def _percent(share: float, digits: int = 3) -> str:
    return f"{100 * share:.{digits}g} %"
