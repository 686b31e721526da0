"""What the document's quirks do to the input on show, in numbers, and the map as 1/√d would make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.ui.parts.charts import show_chart
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number, term

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.networks.quirks import Quirks

SHOWN = 4  # digits of a number that is not whole


def show_quirks(found: Quirks, query: tuple[int, int]) -> None:
    """Render three sentences with numbers.

    Parameters
    ----------
    found : Quirks
    query : (row, column) of the asking place
    """
    st.header(say("non_local.quirks.heading"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in sentences(found, query)))


def sentences(found: Quirks, query: tuple[int, int]) -> list[str]:
    """Say what the ReLU, the identity start and 1/√d change.

    Parameters
    ----------
    found : Quirks
    query : (row, column)
    """
    place = (0, *query)
    before, after = float(found.x[place]), float(found.document[place])
    document, paper = found.changes
    values: dict[str, Any] = {
        "lowest": cut(float(found.theta.min())),
        "cut": f"{found.cut:,}",
        "of": f"{found.theta.size:,}",
        "document": cut(document),
        "paper": cut(paper),
        "place": f"x[0,0,{query[0]},{query[1]}]",
        "sum": f"{cut(before)} + {bracketed(after - before)} ≈ {cut(after)}",
        "start": f"{cut(before)} + {bracketed(float(found.paper[place]) - before)}",
        "d": len(found.theta),
        "apart": cut(found.apart),
    }
    return [say(f"non_local.quirks.{name}", **values) for name in ("relu", "identity", "scale")]


def show_scaled(
    found: Quirks, query: tuple[int, int], grid: tuple[int, int], on_grid: tuple[float, float]
) -> None:
    """Render the map of the asking place as 1/√d would make it.

    Parameters
    ----------
    found : Quirks
    query : (row, column) of the asking place
    grid : (rows, columns) of the places looked at
    on_grid : (row, column), the asking place on that grid
    """
    at = query[0] * found.x.shape[2] + query[1]
    plain, scaled = (np.asarray(one[at]).reshape(grid) for one in (found.attention, found.scaled))
    values = {
        "row": query[0],
        "column": query[1],
        "d": len(found.theta),
        "plain": percent(plain),
        "scaled": percent(scaled),
    }

    def draw() -> Figure:
        from dsviz.figures.pictures import attention

        return attention(scaled, on_grid, say("non_local.map.hover"), most=float(plain.max()))

    show_chart(draw, alt=say("non_local.quirks.map.alt", **values), key="attention-scaled")
    st.markdown(say("non_local.quirks.map", **values))


def percent(looks: NDArray[Any]) -> str:
    """Write the largest share of a map.

    >>> percent(np.array([[0.25, 0.75]]))
    '75 %'
    """
    return f"{100 * float(looks.max()):.3g} %"


def cut(value: float) -> str:
    """Write a number to four digits; a whole one as it is.

    >>> cut(-5.07412), cut(0.0), cut(17.66)
    ('−5.074', '0', '17.66')
    """
    return number(float(f"{value:.{SHOWN}g}"))


def bracketed(value: float) -> str:
    """Write a number as a term of a sum, a negative one in brackets.

    >>> bracketed(-0.5)
    '(−0.5)'
    """
    return term(float(f"{value:.{SHOWN}g}"))
