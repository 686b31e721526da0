"""`dsviz.widget`: a layer on the stage in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numpy.typing import ArrayLike

from dsviz.conv.layer import Layer
from dsviz.notebook.described import Look

if TYPE_CHECKING:
    from dsviz.notebook.stage_widget import StageWidget

NO_ANYWIDGET = (
    "dsviz.widget needs anywidget, which is not installed; "
    'pip install "dsviz[notebook]", or show the stage as a page with dsviz.stage_html'
)
LOOKS = tuple(Look.__dataclass_fields__)


def widget(
    x: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, *, backend: str = "torch", **layer: Any
) -> StageWidget:
    """Show a layer on the stage in a notebook, and hear from Python what happens there.

    Works in Jupyter, VS Code, Colab and marimo. A reader steps, pins a cell and changes numbers; `step`,
    `order`, `part`, `pinned`, `x`, `weight` and `bias` of what is returned can be read, set and observed.

    Parameters
    ----------
    x : array_like, shape (C, H, W), or (C, L)
    weight : array_like, shape (C_out, C_in / groups, kh, kw), or (C_out, C_in / groups, K)
    bias : array_like, shape (C_out,), optional
    backend : {"torch", "numpy"}
        What computes, and answers a reader's changes; with "numpy" the badge says that nothing was compared.
    **layer
        The keywords of `dsviz.convolve`, and what `dsviz.notebook.described.Look` holds: `title`,
        `language`, `paused` (True: it waits for the reader), `loop`, `hiding`, `locked`, `printed`,
        `document`.

    Returns
    -------
    StageWidget

    Raises
    ------
    ModuleNotFoundError
        If anywidget is not installed.
    dsviz.ConvError
        If the settings do not fit the tensors.

    Examples
    --------
    >>> shown = widget([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], backend="numpy")
    >>> shown.step = 3
    >>> shown.place, shown.output[shown.place]
    ((0, 1, 1), np.float64(77.0))
    """
    try:
        import anywidget  # noqa: F401
    except ModuleNotFoundError:
        raise ModuleNotFoundError(NO_ANYWIDGET) from None
    from dsviz.notebook.stage_widget import StageWidget

    look = Look(**{name: layer.pop(name) for name in LOOKS if name in layer})
    return StageWidget(Layer.from_tensors(x, weight, bias, **layer), backend, look)
