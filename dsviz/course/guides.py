"""A guide put into words with the numbers that a page shows, and the layers it lends the stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.course.names import between_words
from dsviz.course.scenes import rewritten_words, scattered_scene, served_labels, trace_of
from dsviz.examples import Chain, Example
from dsviz.guides import Guide, after
from dsviz.guides.facts import scattered
from dsviz.guides.separable import layers_of
from dsviz.guides.told import told
from dsviz.stage.labels import for_a_row
from dsviz.stage.scene import Showing, scene

CACHE_SIZE = 100
# What a lent layer has of its own; the rest is the page's scene's.
OWN = ("id", "x", "w", "b", "y", "spec", "check", "title", "middle", "copies", "labels", "among")
# Of two layers after one another: the tensor between them, called z.
MIDDLE = {"depthwise": "y", "pointwise": "x"}


def described(
    guide: Guide, shown: Example | Chain | None, engine: str, spoken: str, address: Callable[[str], str]
) -> dict[str, Any]:
    """Describe a guide to the stage of a page.

    Parameters
    ----------
    guide : Guide
    shown : Example or Chain, optional
        What the page shows. Where the guide is about it, the guide takes its numbers from there.
    engine : str
    spoken : str
        The language.
    address : callable
        Gives the address of a lesson's page by its key; "" where there is none.
    """
    layers = layers_for(guide, shown)
    traces = {name: trace_of(example, engine) for name, example in layers.items()}
    home = shown.layers[0] if isinstance(shown, Chain) else shown
    stamps = scattered(guide, engine)
    lent = [name for name in guide.shown if name in layers and layers[name] != home]
    scenes = {name: _lent(guide, name, traces[name], layers[name], spoken) for name in lent}
    scenes |= {name: _stamped(guide, name, each, spoken) for name, each in stamps.items()}
    for name in MIDDLE.keys() & scenes.keys() if _is_run(guide) else ():
        scenes[name]["among"] = _among(name, layers)
    words = told(guide, {**traces, **stamps}, spoken)
    return {**words, "scenes": scenes, **_onward(guide, spoken, address)}


def is_about(guide: Guide, shown: Chain) -> bool:
    """Whether a guide leads through this chain, whatever its numbers are."""
    return guide.layers["pointwise"].id == shown.layers[1].id


def _is_run(guide: Guide) -> bool:
    """Whether two of a guide's layers are one run, as on Separable's stage."""
    return MIDDLE.keys() <= guide.layers.keys()


def _among(name: str, layers: Mapping[str, Example]) -> tuple[int, int]:
    """The steps before one of two layers in one run, and those of both."""
    first, second = (prod(layers[each].layer.output_shape) for each in MIDDLE)
    return 0 if name == "depthwise" else first, first + second


def layers_for(guide: Guide, shown: Example | Chain | None) -> Mapping[str, Example]:
    """Return a guide's layers, those that the page shows as they are there.

    Parameters
    ----------
    guide : Guide
    shown : Example or Chain, optional
    """
    if isinstance(shown, Chain):
        return layers_of(shown) if is_about(guide, shown) else guide.layers
    if shown is None:
        return guide.layers
    return {name: shown if each.id == shown.id else each for name, each in guide.layers.items()}


def _onward(guide: Guide, spoken: str, address: Callable[[str], str]) -> dict[str, Any]:
    """Say where the last card leads, where the next guide stands on another page."""
    following = after(guide)
    if following is None or following.page == guide.page or not (to := address(following.page)):
        return {}
    to = f"{to}?guide={following.id}.1"
    return {"onward": {"to": to, "title": content.label(f"page.{following.page}.title", spoken)}}


def _lent(guide: Guide, name: str, trace: Trace, example: Example, spoken: str) -> dict[str, Any]:
    showing = Showing(
        labels=_words(guide, name, spoken),
        copies=guide.copies.get(name),
        title=content.label(f"guide.{guide.id}", spoken),
        identity=f"{guide.id}-{name}",
        middle=MIDDLE.get(name, "") if _is_run(guide) else "",
        printed=example.printed,
        document=content.label(f"document.{example.document or 'own'}", spoken),
    )
    found = scene(trace, showing)
    own = [each for each in OWN if each in found and (each != "labels" or showing.labels)]
    return {each: found[each] for each in own}


def _stamped(guide: Guide, name: str, trace: ScatterTrace, spoken: str) -> dict[str, Any]:
    """Describe a scatter as a scene that is lent."""
    title = content.label(f"guide.{guide.id}", spoken)
    of = guide.words.get(name, "transposed")
    found = scattered_scene(trace, of, spoken, title=title, identity=f"{guide.id}-{name}")
    found["labels"] |= content.labels("stage_guide", spoken)
    return {each: found[each] for each in OWN if each in found}


def _words(guide: Guide, name: str, spoken: str) -> dict[str, str] | None:
    """The stage's labels beside a guide, where its layers differ in them: gradients, padded rows."""
    rows = [for_a_row(each.layer, spoken) for each in guide.layers.values()]
    if not guide.copies and not any(rows):
        if not (_is_run(guide) and MIDDLE.get(name) == "x"):
            return None
        # The stage's own words stand, but for those in which what such a layer reads is called z.
        served = served_labels(spoken)
        return {key: served[key] for key in ("products", "hint")}
    own = _renamed(guide, name, spoken) if guide.copies else {}
    labels = served_labels(spoken)
    return labels | own | for_a_row(guide.layers[name].layer, spoken) | content.labels("stage_guide", spoken)


def _renamed(guide: Guide, name: str, spoken: str) -> dict[str, str]:
    what = guide.words.get(name, name)
    if what != "several":
        return rewritten_words(what, spoken)
    return between_words({kind: each["letter"] for kind, each in guide.copies[name].items()}, spoken)
