"""The rooms of the house lie in one total order, and imports only go down it.

The order is the picture of the README and of docs/architecture.md. It makes circles between folders
impossible; the last tests plant breaches and circles, so that the check can be seen to fail.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From the outermost room to the innermost. Rooms of one line do not know each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("app",),
    ("dsviz.pages",),
    ("dsviz.ui", "dsviz.server"),
    ("dsviz.slides",),
    ("dsviz.course", "dsviz.notebook"),
    ("dsviz.stage", "dsviz.figures", "dsviz.export", "dsviz.guides"),
    ("dsviz.wording",),
    ("dsviz.errata", "dsviz.exercises"),
    ("dsviz.networks", "dsviz.saved", "dsviz.check"),
    ("dsviz.examples", "dsviz.cost", "dsviz.reading"),
    ("dsviz.conv",),
    ("dsviz.content",),
)
# The same inside ui: what every page stands in, what is set, what is shown, and a folder for each page.
SHARED = ("dsviz.ui.parts", "dsviz.ui.inputs", "dsviz.ui.shell")
PAGE_FOLDERS = tuple(
    f"dsviz.ui.{folder.name}"
    for folder in sorted((ROOT / "dsviz" / "ui").iterdir())
    if (folder / "__init__.py").is_file() and f"dsviz.ui.{folder.name}" not in SHARED
)
INSIDE_UI = (PAGE_FOLDERS, *((room,) for room in SHARED))
# What is not a room: the public face and the commands, which may import nothing at module level but
# each other and the standard library.
ENTRANCES = ("dsviz.__init__", "dsviz.__main__", "dsviz.bootstrap")

STREAMLIT, PLOTLY, TORCH, BABEL = "streamlit", "plotly", "torch", "babel"
ANYWIDGET, TRAITLETS = "anywidget", "traitlets"
STARLETTE, BROTLI = "starlette", "brotli"
MARKDOWN, MATHML = "markdown_it", "latex2mathml"
PILLOW, VIDEO, POWERPOINT = "PIL", "av", "pptx"
HDF5, HEIC = "h5py", "pillow_heif"
# Library -> the only rooms and files that may import it, even inside a function.
HOMES = {
    STREAMLIT: ("app", "dsviz.pages", "dsviz.ui", "dsviz.server"),
    PLOTLY: ("dsviz.figures", "dsviz.ui"),
    BABEL: ("dsviz.content",),
    ANYWIDGET: ("dsviz.notebook",),
    TRAITLETS: ("dsviz.notebook",),
    STARLETTE: ("dsviz.server",),
    BROTLI: ("dsviz.server.packing",),
    MARKDOWN: ("dsviz.course.markdown",),
    MATHML: ("dsviz.course.markdown",),
    PILLOW: ("dsviz.reading", "dsviz.figures", "dsviz.slides"),
    VIDEO: ("dsviz.slides.video",),
    POWERPOINT: ("dsviz.slides.deck",),
    HDF5: ("dsviz.reading.files.hdf5",),
    HEIC: ("dsviz.reading.picture_kinds",),
    TORCH: (
        "dsviz.conv.torch_backend",
        "dsviz.cost.latency",
        "dsviz.networks",
        "dsviz.reading.files.torch_file",  # in a process of its own
        "dsviz.errata.network_evidence",
        "dsviz.ui.shell.engine",
    ),
}


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


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def room_of(module: str, order: tuple[tuple[str, ...], ...]) -> str | None:
    return next((room for line in order for room in line if is_in(module, room)), None)


def runs_back(source_room: str, target_room: str, order: tuple[tuple[str, ...], ...]) -> bool:
    """Whether an import goes up the order, or across to another room of the same line."""
    depth = {room: at for at, line in enumerate(order) for room in line}
    return source_room != target_room and depth[target_room] <= depth[source_room]


def arrows(files: Iterable[Path]) -> set[tuple[str, str]]:
    """(importing module, imported module) for every import of the project's own."""
    found = set()
    for file in files:
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        package = module.rpartition(".")[0]
        for target in imported(file.read_text(encoding="utf-8"), package):
            found.add((module, target))
    return found


def breaches(found: Iterable[tuple[str, str]], order: tuple[tuple[str, ...], ...]) -> set[tuple[str, str]]:
    wrong = set()
    for source, target in found:
        rooms = room_of(source, order), room_of(target, order)
        if rooms[0] and rooms[1] and runs_back(rooms[0], rooms[1], order):
            wrong.add((source, target))
    return wrong


def folder_of(module: str) -> str | None:
    """Return the folder that a module of the project lies in, a folder that speaks for itself being its own.

    None for a name inside a module, and for the public face, which reaches for the rooms only when asked.
    """
    path = ROOT / Path(*module.split("."))
    if path.with_suffix(".py").is_file():
        return module.rpartition(".")[0]
    return module if module != "dsviz" and (path / "__init__.py").is_file() else None


def circles(found: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Return the folders that reach each other by imports, a folder and one inside it told apart."""
    reach: dict[str, set[str]] = {}
    for source, target in found:
        folders = folder_of(source), folder_of(target)
        if folders[0] and folders[1] and folders[0] != folders[1]:
            reach.setdefault(folders[0], set()).add(folders[1])
    grown = True
    while grown:
        further = {a: to | set().union(*(reach.get(b, set()) for b in to)) for a, to in reach.items()}
        grown, reach = further != reach, further
    return {frozenset((a, b)) for a, to in reach.items() for b in to if a != b and a in reach.get(b, ())}


def strays(found: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Imports of a library outside its homes."""
    return {
        (source, target)
        for source, target in found
        for library, homes in HOMES.items()
        if is_in(target, library) and not any(is_in(source, home) for home in homes)
    }


FILES = [*sorted((ROOT / "dsviz").rglob("*.py")), ROOT / "app.py"]
ARROWS = arrows(FILES)


def test_imports_go_down_the_one_order_of_the_rooms():
    assert not breaches(ARROWS, ORDER)


def test_no_two_folders_reach_each_other_however_deep_they_lie():
    assert not circles(ARROWS)


def test_inside_ui_pages_build_on_parts_and_no_page_folder_on_another():
    assert not breaches(ARROWS, INSIDE_UI)


def test_each_library_is_imported_only_where_it_is_at_home():
    assert not strays(ARROWS)


def test_every_room_stands_in_the_order():
    rooms = {f"dsviz.{file.parent.name}" for file in (ROOT / "dsviz").glob("*/__init__.py")}
    assert rooms == {room for line in ORDER for room in line if room.startswith("dsviz.")}


def test_every_module_belongs_to_a_room():
    homeless = {source for source, _ in ARROWS if not room_of(source, ORDER) and source not in ENTRANCES}
    assert not homeless


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_says_the_order(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    (said,) = (line for line in text.splitlines() if "pages → ui" in line)
    lines = re.split(r" → ", re.search(r"pages → [a-z→, ]+", said)[0])
    named = [tuple(f"dsviz.{room.strip()}" for room in line.split(",")) for line in lines]
    assert named == [line for line in ORDER if line != ("app",)]


def test_the_table_of_rooms_has_all_in_the_order():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [name.replace("/", ".") for name in re.findall(r"^\| .*?`(dsviz/\w+)/` \|", text, re.MULTILINE)]
    depth = {room: at for at, line in enumerate(ORDER) for room in line}
    assert [depth[room] for room in rooms] == sorted(depth[room] for room in depth if room != "app")


@pytest.mark.parametrize("entrance", ["dsviz/__init__.py"])
def test_an_entrance_reaches_for_nothing_at_module_level(entrance):
    tree = ast.parse((ROOT / entrance).read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = set().union(*(imported(ast.unparse(node), "dsviz") for node in top))
    assert not {module for module in found for library in HOMES if is_in(module, library)}
    assert not {module for module in found if room_of(module, ORDER)}


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("from dsviz.stage import scene", "dsviz.conv.trace"),
        ("from ..stage import scene", "dsviz.conv.trace"),
        ("def later():\n    from dsviz.ui.shell import engine", "dsviz.figures.maps"),
        ("from dsviz.figures import maps", "dsviz.stage.scene"),
        ("import dsviz.check.diagnose", "dsviz.examples.example"),
    ],
)
def test_an_import_that_runs_back_is_found(source, module):
    planted = {(module, target) for target in imported(source, module.rpartition(".")[0])}
    assert breaches(planted, ORDER)


def test_a_circle_between_two_folders_is_found():
    circle = {("dsviz.examples.block", "dsviz.check.slips"), ("dsviz.check.slips", "dsviz.examples.block")}
    assert breaches(circle, ORDER) == {("dsviz.examples.block", "dsviz.check.slips")}
    circle = {("dsviz.errata.claim", "dsviz.exercises.draw"), ("dsviz.exercises.draw", "dsviz.errata.claim")}
    assert breaches(circle, ORDER) == circle


def test_a_circle_of_a_folder_and_one_inside_it_is_found():
    down = ("dsviz.reading.text", "dsviz.reading.forms.masks")
    up = ("dsviz.reading.forms.latex", "dsviz.reading.errors")
    assert not circles({down})
    assert circles({down, up}) == {frozenset(("dsviz.reading", "dsviz.reading.forms"))}
    masks = "dsviz.reading.forms.masks"
    by_name = {(masks, target) for target in imported("from dsviz.reading import read", masks)}
    assert circles({down} | by_name) == {frozenset(("dsviz.reading", "dsviz.reading.forms"))}


def test_a_circle_of_three_folders_is_found():
    ring = ("dsviz.conv.trace", "dsviz.cost.counting", "dsviz.check.diagnose")
    assert len(circles({(ring[0], ring[1]), (ring[1], ring[2]), (ring[2], ring[0])})) == 3


def test_one_page_importing_another_is_found():
    assert breaches({("dsviz.ui.check.work", "dsviz.ui.exercises.exercise")}, INSIDE_UI)
    assert breaches({("dsviz.ui.inputs.fields", "dsviz.ui.parts.tables")}, INSIDE_UI)
    assert not breaches({("dsviz.ui.check.work", "dsviz.ui.check.sum")}, INSIDE_UI)


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import streamlit as st", "dsviz.figures.maps"),
        ("from streamlit.components import v2", "dsviz.stage.page"),
        ("def later():\n    import torch.nn.functional as F", "dsviz.conv.trace"),
        ("import plotly", "dsviz.pages.standard"),
        ("def later():\n    from PIL import Image", "dsviz.course.page"),
        ("from starlette.responses import Response", "dsviz.course.page"),
    ],
)
def test_a_library_outside_its_home_is_found(source, module):
    assert strays({(module, target) for target in imported(source)})


def test_a_similar_name_is_no_breach():
    assert not strays({("dsviz.conv.trace", name) for name in imported("import torchless, streamlit_like")})


# What is done in one place only -> that place.
ONE_WAY = {"st.plotly_chart(": "dsviz/ui/parts/charts.py"}


@pytest.mark.parametrize("call", ONE_WAY)
def test_what_has_one_way_is_done_there_only(call):
    users = {file.relative_to(ROOT).as_posix() for file in FILES if call in file.read_text(encoding="utf-8")}
    assert users == {ONE_WAY[call]}
