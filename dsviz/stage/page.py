"""One self-contained HTML page of a stage: no network, nothing to install."""

from __future__ import annotations

import html
import json
from dataclasses import fields
from typing import Any

from numpy.typing import ArrayLike

from dsviz.conv.trace import Trace, trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.stage.bundles import bare
from dsviz.stage.labels import changed_here, for_a_class, not_compared, tag_of, unsaid_of
from dsviz.stage.scatter import scatter
from dsviz.stage.scene import Showing, scene

# The tags that HTML lets one leave out, and the spaces of its style, would be sent with every page.
PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root{{color-scheme:light dark;font-family:system-ui,sans-serif}}
body{{margin:12px 16px;background:light-dark(#fff,#0e1117);color:light-dark(#1a1c24,#fafafa)}}
h1{{font-size:1.25rem;margin:0 0 8px}}
{css}</style>
<main id="stage"><h1{unseen}>{title}</h1></main>
<script type="application/json" id="scene">{scene}</script>
<script type="module">
{js}</script>
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
    text = json.dumps(data, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
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
        With ``editing=False`` it has **Change numbers**: the reader's browser computes the changed layer, and
        the page says so.

    Returns
    -------
    str
        HTML of at most 90 KB (26 KB gzipped) plus the tensors; in a notebook the value shows itself.
        Several channels or filters have colours, lines and a choice that one needs not, 1 KB more; a layer
        with maps too large for numbers shows them as pixels too, which takes 12 KB more. Numbers that can be
        changed take 5 KB more on their way.

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


def script_for(trace: Trace, large: bool, copies: bool = False, changes: bool = False) -> str:
    """Name the bundle that has what a layer needs, and no more.

    Parameters
    ----------
    trace : Trace
    large : bool
        Whether its maps are shown as pixels.
    copies : bool
        Whether its tensors hold numbers of others, as `dsviz.conv.rewritten` writes a gradient.
    changes : bool
        Whether its numbers can be changed.
    """
    if copies:
        return "page_copies.js"
    if changes:
        return "page_changing_pixels.js" if large else "page_changing.js"
    if large:
        return "page_pixels.js"
    one = trace.layer.weight.shape[0] == trace.layer.in_channels == 1
    return "page.js" if one else "page_channels.js"


def page_of(trace: Trace, showing: Showing, spoken: str = "en") -> StagePage:
    """Write a traced layer as a page, in a language; see `stage_html`."""
    data = scene(trace, showing)
    large, copies, changes = "pixels" in data, showing.copies is not None, showing.editing is not None
    if trace.backend != "torch" and showing.labels is None:
        data["labels"] |= not_compared()
    if changes:
        data["labels"] |= changed_here(spoken)
    # What is for changing numbers has the colour of an upstream gradient, too.
    styles = ["stage.css", "low.css", *["pixels.css"] * large, *["editing.css"] * (copies or changes)]
    return _written(data, showing.title, styles, script_for(trace, large, copies, changes), spoken)


def scatter_page(trace: ScatterTrace, showing: Showing, spoken: str = "en") -> StagePage:
    """Write a scatter, as `dsviz.stage.scatter.scatter` describes it, as a page, in a language."""
    styles = ["stage.css", "low.css", "editing.css", "scatter.css"]
    return _written(scatter(trace, showing), showing.title, styles, "page_scatter.js", spoken)


def _written(data: dict[str, Any], title: str, styles: list[str], script: str, spoken: str) -> StagePage:
    words, unsaid = for_a_class(spoken) | data["labels"], unsaid_of(data["check"], script == "page.js")
    data["labels"] = {name: text for name, text in words.items() if name not in unsaid}
    return StagePage(
        PAGE.format(
            language=tag_of(spoken),
            title=html.escape(title or data["labels"]["stage"]),
            unseen="" if title else UNSEEN,
            css="".join(map(bare, styles)),
            js=bare(script),
            scene=in_script(data),
        )
    )
