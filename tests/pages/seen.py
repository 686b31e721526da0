"""What a reader sees of a page that a link has opened: no key of a session, no name of a module."""

import base64
import json
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

FIRST = 4  # output numbers of a stage that are held
FIELDS = (
    "segmented_control",
    "button_group",
    "selectbox",
    "select_slider",
    "slider",
    "multiselect",
    "number_input",
    "text_input",
    "text_area",
    "toggle",
)
WRITTEN = ("markdown", "caption", "code", "header", "subheader")
ANSWERED = ("warning", "info", "error", "success")


def choices(app: AppTest) -> dict[str, Any]:
    """Every choice and field by its label, as it is written on the page; a list where labels repeat."""
    found: dict[str, list[Any]] = {}
    known = set()
    for field in (each for kind in FIELDS for each in app.get(kind)):
        if field.proto.id not in known:
            known.add(field.proto.id)
            found.setdefault(field.proto.label, []).append(_shown(field))
    return {label: values[0] if len(values) == 1 else values for label, values in found.items()}


def _shown(field: Any) -> Any:
    if field.type == "selectbox":
        return None if field.index is None else field.options[field.index]
    if field.type in ("button_group", "multiselect"):
        chosen = [field.options[at] for at in field.indices]
        return chosen if field.type == "multiselect" else ", ".join(chosen)
    return field.value


def answered(app: AppTest) -> list[str]:
    """The sentences in boxes, sorted: refusals, remarks, verdicts. Which box holds which is not told."""
    boxes = [each.value for kind in ANSWERED for each in app.get(kind)]
    return sorted(sentence for box in boxes for sentence in box.split("\n\n"))


def written(app: AppTest) -> str:
    """All that is written on the page: text, tables, what charts say of themselves, links to pages."""
    texts = [each.value for kind in WRITTEN for each in app.get(kind)]
    texts += [" | ".join(map(str, row)) for each in app.dataframe for row in each.value.to_numpy().tolist()]
    texts += [each.proto.alt for each in app.get("plotly_chart")]
    texts += [each.proto.label for each in app.get("page_link")]
    return "\n".join(texts)


def stages(app: AppTest) -> list[dict[str, Any]]:
    """Every stage: its name, where it keeps its step, the shapes of its tensors, its first numbers."""
    return [_stage(part) for part in parts(app) if "spec" in part]


def _stage(scene: dict[str, Any]) -> dict[str, Any]:
    shapes = {name: scene[name]["shape"] for name in ("x", "w", "b", "y") if name in scene}
    hiding = {"hiding": True} if scene.get("hiding") else {}
    return {"title": scene["title"], "param": scene["param"], **shapes, "first": _first(scene["y"]), **hiding}


def numbers_of(tensor: dict[str, Any]) -> Any:
    """A tensor of a scene: a list of its numbers, or the bytes of a large one in the shortest exact kind."""
    data, kind = tensor["data"], tensor.get("dtype", "Float64").lower()
    flat = np.frombuffer(base64.b64decode(data), kind) if isinstance(data, str) else np.array(data)
    return flat.astype(float).reshape(tensor["shape"])


def _first(tensor: dict[str, Any]) -> list[float]:
    assert isinstance(tensor["data"], list), "a scene of few numbers holds them as a list"
    return np.round(tensor["data"][:FIRST], 9).tolist()


def sheet(app: AppTest) -> dict[str, Any]:
    """The sheet for an answer: what stands in its cells, their marks, the cell that is looked at."""
    sheets = [part for part in parts(app) if "marks" in part]
    return {name: each[name] for each in sheets[:1] for name in ("cells", "marks", "looked")}


def parts(app: AppTest) -> list[dict[str, Any]]:
    """What the components of the page are given: scenes, sheets."""
    return [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]
