"""The committed bundles are those of their sources, and small. Node is not needed to see it."""

import gzip
import hashlib
import json
import re
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from dsviz.content import labels
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.guides import STANDARD
from dsviz.guides.told import told
from dsviz.stage import Showing, scene, stage_html
from dsviz.stage.bundles import bundle

ROOT = Path(__file__).parents[2]
ROOMS = ("dsviz/stage", "dsviz/ui")
BANNER = re.compile(r"^/\* sha256 ([0-9a-f]{64}) \*/\n")
LONGEST_MODULE = 250


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sources(room: str) -> list[str]:
    files = [*(ROOT / room / "js").rglob("*"), *(ROOT / room).glob("*.json")]
    return sorted(file.relative_to(ROOT).as_posix() for file in files if file.is_file())


def digest(room: str, read=text_of) -> str:
    """What build.mjs writes into the banner of a room's bundles."""
    tools = json.loads(read("package.json"))["devDependencies"]
    text = f"esbuild {tools['esbuild']}\nterser {tools['terser']}\n"
    text += "".join(f"{path}\n{read(path)}\n" for path in ["build.mjs", *sources(room)])
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("room", ROOMS)
def test_bundles_are_made_of_the_sources_that_stand_here(room):
    bundles = sorted((ROOT / room / "dist").iterdir())
    assert bundles
    for file in bundles:
        written = BANNER.match(file.read_text(encoding="utf-8"))
        assert written, f"{file.name} has no banner"
        assert written[1] == digest(room), f"{file.name} is stale; run: npm run build"


@pytest.mark.parametrize("path", ["build.mjs", "dsviz/stage/js/run.js", "dsviz/stage/orders.json"])
def test_a_changed_source_makes_the_bundles_stale(path):
    changed = digest("dsviz/stage", lambda name: text_of(name) + ("\n" if name == path else ""))
    assert changed != digest("dsviz/stage")


def test_a_module_has_at_most_250_lines():
    modules = [file for room in ROOMS for file in (ROOT / room / "js").rglob("*.js")]
    assert len(modules) > 30
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in modules}
    assert {name: count for name, count in lengths.items() if count > LONGEST_MODULE} == {}


@pytest.mark.parametrize("backend", ["torch", "numpy"])
def test_the_page_of_a_tiny_layer_takes_at_most_90_000_bytes_and_26_000_on_their_way(backend):
    x, weight = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]
    page = stage_html(x, weight, [10], backend=backend).encode()
    assert len(page) <= 90_000
    assert len(gzip.compress(page)) <= 26_000


@pytest.mark.parametrize("backend", ["torch", "numpy"])
def test_numbers_that_can_be_changed_take_another_4_400_bytes_on_their_way(backend):
    x, weight = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]
    page = stage_html(x, weight, [10], editing=False, backend=backend).encode()
    assert len(page) <= 90_000
    assert len(gzip.compress(page)) <= 30_400


def test_no_name_that_comes_from_python_is_shortened():
    own = set(text_of("build.mjs").partition("const OWN = `")[2].partition("`")[0].split())
    traces = {name: Trace(each.layer, "numpy") for name, each in STANDARD.layers.items()}
    given = scene(next(iter(traces.values())), Showing(editing=True, middle="y", chain="first"))
    large = scene(Trace(Layer(np.ones((1, 40, 40)), [[[[1]]]]), "numpy"))
    catalogue = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "dsviz/content/en").glob("*.po"))
    kinds = sorted(set(re.findall(r'^msgid "(stage(?:_\w+)?)\.', catalogue, re.MULTILINE)))
    assert {"stage", "stage_class", "stage_course", "stage_guide", "stage_scatter"} <= set(kinds)
    # Of a row's own words Python takes what is said of its padding and sends that as one.
    words = [labels(kind) for kind in kinds if kind != "stage_row"]
    filled = re.findall(r"{(\w+)}", json.dumps(words))
    beats = told(STANDARD, traces, "en")["beats"]
    known = {
        *given,
        *large,
        *large["x"],
        *given["spec"],
        *given["check"],
        *filled,
        *chain(*words),
        *chain(*beats),
        "guides",
    }
    assert len(own) > 60
    assert {"stride", "printed", "play", "since", "right", "dtype", "pixels", "chain"} <= known
    assert own & known == set()


def test_a_bundle_can_stand_in_a_page():
    pages = (file.name for file in (ROOT / "dsviz/stage/dist").glob("page*.js"))
    for name in ("component.js", "stage.css", *pages):
        assert "</s" not in bundle(name)
    assert "export{" in bundle("component.js")
    assert "export" not in bundle("page.js")


def test_the_lock_file_names_no_registry():
    lock = text_of("package-lock.json")
    assert '"resolved"' not in lock
    assert set(re.findall(r"https?://([^/\"]+)", lock)) <= {"opencollective.com"}
    assert "omit-lockfile-registry-resolved=true" in text_of(".npmrc")
