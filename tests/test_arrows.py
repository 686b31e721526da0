"""The rooms of the house may only look one way: pages -> ui -> views -> mathematics."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

VIEWS = ("dsviz.stage", "dsviz.figures", "dsviz.export", "dsviz.content")
LIBRARIES = ("streamlit", "plotly", "torch")
MIDDLE = ("dsviz.examples", "dsviz.check", "dsviz.cost", "dsviz.networks")

# room -> what no file of it may import, not even inside a function
BANNED = {
    "dsviz/conv": ("streamlit", "plotly", "babel", "dsviz.ui", *VIEWS, *MIDDLE),
    "dsviz/examples": (*LIBRARIES, "dsviz.ui", *VIEWS),
    "dsviz/check": (*LIBRARIES, "dsviz.ui", *VIEWS),
    "dsviz/cost": ("streamlit", "plotly", "dsviz.ui", *VIEWS),
    "dsviz/networks": ("streamlit", "plotly", "dsviz.ui", *VIEWS),
    "dsviz/stage": (*LIBRARIES, "dsviz.ui"),
    "dsviz/figures": ("streamlit", "torch", "dsviz.ui"),
    "dsviz/export": (*LIBRARIES, "dsviz.ui"),
    "dsviz/content": (*LIBRARIES, "dsviz.ui", "dsviz.stage", "dsviz.figures", "dsviz.export"),
    "dsviz/ui": ("torch",),
    "pages": ("torch",),
    "app.py": ("torch",),
}
# The named files where torch may live although its room as a whole must stay without it.
TORCH_HOMES = ("dsviz/conv/torch_backend.py", "dsviz/cost/latency.py")
TORCH_FREE = ("dsviz/conv", "dsviz/cost")
ENTRANCE = "dsviz/__init__.py"
# The public face: what `import dsviz` may reach before anything is asked of it.
EAGERLY_BANNED = (*LIBRARIES, "babel", "dsviz.ui", *VIEWS)
# The one place that loads torch for the running app, in the background.
WARM_UP = "dsviz/ui/engine.py"


def imported(source: str, package: str = "") -> set[str]:
    """Every module a source text imports, relative ones made absolute, `from a import b` as a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            found |= {base} | {f"{base}.{name.name}" for name in node.names}
    return found


def breaches(modules: set[str], banned: tuple[str, ...]) -> set[str]:
    return {module for module in modules for ban in banned if module == ban or module.startswith(ban + ".")}


def files_of(room: str) -> list[Path]:
    place = ROOT / room
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def package_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).parent.parts)


def banned_in(room: str, file: Path) -> tuple[str, ...]:
    name = file.relative_to(ROOT).as_posix()
    if room in TORCH_FREE and name not in TORCH_HOMES:
        return (*BANNED[room], "torch")
    if name == WARM_UP:
        return tuple(ban for ban in BANNED[room] if ban != "torch")
    return BANNED[room]


@pytest.mark.parametrize("room", BANNED)
def test_a_room_imports_only_what_lies_further_in(room):
    wrong = {}
    for file in files_of(room):
        found = breaches(imported(file.read_text(encoding="utf-8"), package_of(file)), banned_in(room, file))
        if found:
            wrong[file.name] = found
    assert not wrong


def test_the_entrance_reaches_for_no_library_at_module_level():
    tree = ast.parse((ROOT / ENTRANCE).read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = set().union(*(imported(ast.unparse(node), "dsviz") for node in top))
    assert not breaches(found, EAGERLY_BANNED)


def test_every_room_of_the_house_is_in_the_table():
    rooms = {f"dsviz/{file.parent.name}" for file in (ROOT / "dsviz").glob("*/*.py")}
    assert rooms <= set(BANNED)


@pytest.mark.parametrize(
    ("source", "banned"),
    [
        ("import streamlit as st", ("streamlit",)),
        ("from streamlit.components import v2", ("streamlit",)),
        ("from dsviz import stage", ("dsviz.stage",)),
        ("from ..stage import scene", ("dsviz.stage",)),
        ("from .. import ui", ("dsviz.ui",)),
        ("def later():\n    import torch.nn.functional as F", ("torch",)),
    ],
)
def test_the_check_can_fail(source, banned):
    assert breaches(imported(source, "dsviz.conv"), banned)


def test_a_similar_name_is_no_breach():
    assert not breaches(imported("import torchless, streamlit_like"), ("torch", "streamlit"))
