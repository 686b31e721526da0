"""What the script of a lesson's page is fed with: scenes, guides and labels, once, as JSON-ready data."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.chains import layer_scene
from dsviz.course.grouped import title_of
from dsviz.course.guides import described
from dsviz.course.lessons import CHOICES, IN_THE_APP, SHAPE, Shown, fields_of, file_of, shown_in
from dsviz.course.scenes import (
    OUTSIDE,
    example_scene,
    gradient_scene,
    stage_scene,
    trace_of,
    transposed_scene,
)
from dsviz.examples import Chain, Example
from dsviz.examples.backward import Backward
from dsviz.examples.chains import LayersInARow
from dsviz.guides import of_page

ENGINE = "torch"
# Of both layers of a chain: the step's parameter, what cannot be changed, the tensor between them, which.
OF_A_CHAIN = (("step", "", "y", "first"), ("step2", "x", "x", "second"))


def fed(lesson: str, spoken: str, others: Collection[str] = ()) -> dict[str, Any]:
    """Describe a lesson to its page's script.

    Parameters
    ----------
    lesson : str
    spoken : str
        The language.
    others : collection of str
        The lessons beside it: a guide leads on to no other.

    Returns
    -------
    dict
        ``fields``, the choices, each with ``param``, the link's parameter, and ``options``; ``app``, what a
        link can hold in the app only; ``shown``, a list of ``id`` and ``stages``, the scenes, with the labels
        that differ from those of all; ``guides``, with all the layers that they lend; ``own``, for what is
        shown and each guide the layers that need not be lent, because they are what is shown; ``labels``.
    """
    labels: dict[str, str] = {}
    shown = [_shown(each, lesson, spoken, labels) for each in shown_in(lesson)]
    labels |= content.labels("stage_guide", spoken) | content.labels("stage_course", spoken)

    def address(page: str) -> str:
        return file_of(page) if page in others else ""

    guides = [described(guide, None, ENGINE, spoken, address) for guide in of_page(lesson)]
    return {
        "fields": [{"param": each.param, "options": each.options} for each in fields_of(lesson, spoken)],
        "app": IN_THE_APP.get(lesson, ()),
        "shown": shown,
        "guides": guides,
        "own": {each.id: own for each in shown_in(lesson) if (own := _own(each, lesson, spoken))},
        "labels": labels,
    }


def _shown(shown: Shown, lesson: str, spoken: str, labels: dict[str, str]) -> dict[str, Any]:
    stages = scenes_of(shown, lesson, spoken)
    for scene in stages:
        own = {
            name: text for name, text in scene.pop("labels").items() if labels.setdefault(name, text) != text
        }
        if own:
            scene["labels"] = own
    return {"id": shown.id, "stages": stages}


def scenes_of(shown: Shown, lesson: str, spoken: str) -> list[dict[str, Any]]:
    """Describe the layer, or both layers, of what a lesson shows."""
    what, showing = shown.what, {"param": "step", "outside": OUTSIDE, "paused": True}
    if isinstance(what, LayersInARow):
        name, at = shown.values
        return [layer_scene(name, int(at), ENGINE, spoken, OUTSIDE)]
    if isinstance(what, Backward):
        _, gradient, view = (*shown.values, "")[:3]
        return [gradient_scene(what, (gradient, view), ENGINE, spoken, **showing)]
    if isinstance(what, TransposedLayer):
        return [transposed_scene(what, shown.values[1], ENGINE, spoken, **showing)]
    if isinstance(what, Chain):
        pairs = zip(what.layers, OF_A_CHAIN, strict=True)
        scenes = [example_scene(each, trace_of(each, ENGINE), spoken, *how) for each, how in pairs]
        return [{**scene, "title": content.label(f"example.{what.id}.title", spoken)} for scene in scenes]
    trace = trace_of(what, ENGINE)
    if lesson == "grouped":
        return [_grouped(trace, int(shown.id), spoken)]
    if lesson == "one_dimension":
        return [_row(trace, shown.id, spoken)]
    return [example_scene(what, trace, spoken, "step")]


def _grouped(trace: Trace, groups: int, spoken: str) -> dict[str, Any]:
    title = title_of(SHAPE, groups, spoken)
    return stage_scene(
        trace, spoken, title=title, document="", param="step", outside=OUTSIDE, editing=False
    ) | {"id": f"grouped-{groups}"}


def _row(trace: Trace, name: str, spoken: str) -> dict[str, Any]:
    title = content.label(f"one_dimension.example.{name}", spoken)
    return stage_scene(
        trace, spoken, title=title, param="step", outside=OUTSIDE, editing=False, identity=f"row-{name}"
    )


def _own(shown: Shown, lesson: str, spoken: str) -> dict[str, list[str]]:
    if not isinstance(shown.what, Example | Chain) or lesson in CHOICES:
        return {}
    found = {}
    for guide in of_page(lesson):
        lent = described(guide, shown.what, ENGINE, spoken, file_of)["scenes"]
        if own := [name for name in guide.shown if name not in lent]:
            found[guide.id] = own
    return found
