"""What the script of a lesson's page is fed with: scenes, guides and labels, once, as JSON-ready data."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.course.grouped import title_of
from dsviz.course.guides import described
from dsviz.course.lessons import SHAPE, Shown, file_of, param_of, shown_in
from dsviz.course.scenes import OUTSIDE, example_scene, stage_scene, trace_of
from dsviz.examples import Chain
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
        ``param``, the link's parameter; ``shown``, a list of ``id``, ``title`` and ``stages``, the scenes;
        ``guides``, with all the layers that they lend; ``own``, for what is shown and each guide the layers
        that need not be lent, because they are what is shown; ``labels``, of all scenes.
    """
    labels: dict[str, str] = {}
    shown = [_shown(each, lesson, spoken, labels) for each in shown_in(lesson, spoken)]
    labels |= content.labels("stage_guide", spoken) | content.labels("stage_course", spoken)

    def address(page: str) -> str:
        return file_of(page) if page in others else ""

    guides = [described(guide, None, ENGINE, spoken, address) for guide in of_page(lesson)]
    return {
        "param": param_of(lesson),
        "shown": shown,
        "guides": guides,
        "own": {each.id: own for each in shown_in(lesson, spoken) if (own := _own(each, lesson, spoken))},
        "labels": labels,
    }


def _shown(shown: Shown, lesson: str, spoken: str, labels: dict[str, str]) -> dict[str, Any]:
    stages = scenes_of(shown, lesson, spoken)
    for scene in stages:
        labels |= scene.pop("labels")
    return {"id": shown.id, "title": shown.title, "stages": stages}


def scenes_of(shown: Shown, lesson: str, spoken: str) -> list[dict[str, Any]]:
    """Describe the layer, or both layers, of what a lesson shows."""
    if isinstance(shown.what, Chain):
        pairs = zip(shown.layers, OF_A_CHAIN, strict=True)
        return [example_scene(each, trace_of(each, ENGINE), spoken, *how) for each, how in pairs]
    trace = trace_of(shown.what, ENGINE)
    if lesson == "grouped":
        return [_grouped(trace, int(shown.id), spoken)]
    return [example_scene(shown.what, trace, spoken, "step")]


def _grouped(trace: Trace, groups: int, spoken: str) -> dict[str, Any]:
    title = title_of(SHAPE, groups, spoken)
    return stage_scene(
        trace, spoken, title=title, document="", param="step", outside=OUTSIDE, editing=False
    ) | {"id": f"grouped-{groups}"}


def _own(shown: Shown, lesson: str, spoken: str) -> dict[str, list[str]]:
    if lesson == "grouped":
        return {}
    found = {}
    for guide in of_page(lesson):
        lent = described(guide, shown.what, ENGINE, spoken, file_of)["scenes"]
        if own := [name for name in guide.shown if name not in lent]:
            found[guide.id] = own
    return found
