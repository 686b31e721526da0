"""A guide put into words and handed to the stage as JSON-ready data."""

from __future__ import annotations

from typing import Any

from dsviz import content
from dsviz.guides.beat import Beat, Guide, Pose
from dsviz.guides.facts import Traces, facts_of, said


def told(guide: Guide, traces: Traces, language: str) -> dict[str, Any]:
    """Describe a guide to the stage, in a language.

    Parameters
    ----------
    guide : Guide
    traces : mapping of str to Trace or ScatterTrace
        One for each of the guide's layers and scatters; the words say their numbers.
    language : str

    Returns
    -------
    dict
        ``id``, ``title`` and ``beats``; a beat has ``title``, ``shown`` (the layer's name), ``words``, its
        pose, and where something is asked ``question``, ``answer`` and ``right``, the number.

    Examples
    --------
    >>> from dsviz.guides import STANDARD
    >>> from dsviz.guides.facts import traces_of
    >>> beat = told(STANDARD, traces_of(STANDARD, "numpy"), "en")["beats"][5]
    >>> beat["at"], beat["part"], beat["right"]
    ((0, 1, 1), 'bias', 1.0)
    """
    beats = [_beat(guide, beat, traces, language) for beat in guide.beats]
    return {"id": guide.id, "title": content.label(f"guide.{guide.id}", language), "beats": beats}


def _beat(guide: Guide, beat: Beat, traces: Traces, language: str) -> dict[str, Any]:
    pose = beat.pose
    facts = facts_of(pose, traces) | _apart(guide, pose)
    words = said(facts)

    def worded(kind: str = "") -> str:
        return content.label(f"guide.{guide.id}.{beat.id}{kind}", language, **words)

    moved = {"since": pose.since} if pose.since else {}
    asked = (
        {"question": worded(".question"), "answer": worded(".answer"), "right": facts[beat.asks]}
        if beat.asks
        else {}
    )
    return {
        "title": worded(".title"),
        "shown": content.label(f"guide.layer.{pose.layer}", language),
        "words": worded(),
        "layer": pose.layer,
        "at": pose.place,
        "part": pose.part,
        "order": pose.order,
        "lit": pose.lit,
        **moved,
        **asked,
    }


def _apart(guide: Guide, pose: Pose) -> dict[str, float | str]:
    """How far apart the numbers of a stretched input stand: the stride that it undoes."""
    spread = guide.copies.get(pose.layer, {}).get("x", {}).get("spread")
    return {"apart": spread[1]} if spread else {}
