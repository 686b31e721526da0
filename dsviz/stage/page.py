"""One self-contained HTML page of a stage: no network, nothing to install."""

from __future__ import annotations

import html
import json
from dataclasses import fields
from typing import Any

from numpy.typing import ArrayLike

from dsviz.conv.trace import Trace, trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.stage.bundles import bundle
from dsviz.stage.labels import for_a_class, not_compared
from dsviz.stage.scatter import scatter
from dsviz.stage.scene import Showing, scene

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font-family: system-ui, sans-serif; }}
body {{ margin: 12px 16px; background: light-dark(#fff, #0e1117); color: light-dark(#1a1c24, #fafafa); }}
h1 {{ font-size: 1.25rem; margin: 0 0 8px; }}
{css}</style>
</head>
<body>
<main id="stage"><h1{unseen}>{title}</h1></main>
<script type="application/json" id="scene">{scene}</script>
<script type="module">
{js}</script>
</body>
</html>
"""

# A page that is given no title has one for those who hear it.
UNSEEN = " style=margin:0;font-size:0"
PAGE_NEEDS = 72  # pixels of the window beside the stage


class StagePage(str):
    """A page as text; in a notebook it shows itself."""

    def _repr_html_(self) -> str:
        frame = '<iframe srcdoc="{}" style="width:100%;height:760px;border:0" allow="fullscreen"></iframe>'
        return frame.format(html.escape(str(self), quote=True))


def in_script(data: Any) -> str:
    """Write JSON that cannot end or open a script element, whatever text it holds."""
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def stage_html(
    x: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, *, title: str = "", **layer: Any
) -> StagePage:
    """Write one layer and its tensors as a self-contained HTML page with the moving stage.

    Parameters
    ----------
    x : array_like, shape (C, H, W)
    weight : array_like, shape (C_out, C_in / groups, kh, kw)
    bias : array_like, shape (C_out,), optional
    title : str
        Any text; it is escaped.
    **layer
        The keywords of `dsviz.convolve`, and what `dsviz.stage.Showing` holds, such as `labels`, `printed`
        and `document`.
        With ``backend="numpy"`` the page says that nothing was compared.

    Returns
    -------
    str
        HTML of at most 90 KB (26 KB gzipped) plus the tensors; in a notebook the value shows itself.
        Several channels or filters have colours, lines and a choice that one needs not, 1 KB more; a layer
        with maps too large for numbers shows them as pixels too, which takes 12 KB more.

    Raises
    ------
    dsviz.ConvError
        If the settings do not fit the tensors.

    Examples
    --------
    >>> page = stage_html([[[1, 2], [3, 4]]], [[[[1, 0], [0, -1]]]], title="Two by two")
    >>> page.startswith("<!doctype html>"), "Two by two" in page
    (True, True)
    """
    names = {each.name for each in fields(Showing)}
    shown = {name: layer.pop(name) for name in names & layer.keys()}
    showing = Showing(title=title, **{"outside": PAGE_NEEDS, **shown})
    return page_of(trace(x, weight, bias, **layer), showing)


def script_for(trace: Trace, large: bool, copies: bool = False) -> str:
    """Name the bundle that has what a layer needs, and no more.

    Parameters
    ----------
    trace : Trace
    large : bool
        Whether its maps are shown as pixels.
    copies : bool
        Whether its tensors hold numbers of others, as `dsviz.conv.rewritten` writes a gradient.
    """
    if copies:
        return "page_copies.js"
    if large:
        return "page_pixels.js"
    one = trace.layer.weight.shape[0] == trace.layer.in_channels == 1
    return "page.js" if one else "page_channels.js"


def page_of(trace: Trace, showing: Showing) -> StagePage:
    """Write a traced layer as a page; see `stage_html`."""
    data = scene(trace, showing)
    large = "pixels" in data
    if trace.backend != "torch" and showing.labels is None:
        data["labels"] |= not_compared()
    # The colour of an upstream gradient stands among what a guide looks like.
    styles = ["stage.css", *["pixels.css"] * large, *["guide.css"] * (showing.copies is not None)]
    return _written(data, showing.title, styles, script_for(trace, large, showing.copies is not None))


def scatter_page(trace: ScatterTrace, showing: Showing) -> StagePage:
    """Write a scatter, as `dsviz.stage.scatter.scatter` describes it, as a page."""
    styles = ["stage.css", "guide.css", "scatter.css"]
    return _written(scatter(trace, showing), showing.title, styles, "page_scatter.js")


def _written(data: dict[str, Any], title: str, styles: list[str], script: str) -> StagePage:
    data["labels"] = for_a_class() | data["labels"]
    return StagePage(
        PAGE.format(
            language="en",
            title=html.escape(title or data["labels"]["stage"]),
            unseen="" if title else UNSEEN,
            css="".join(map(bundle, styles)),
            js=bundle(script),
            scene=in_script(data),
        )
    )
