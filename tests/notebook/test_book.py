"""A layer published for a book: three files that belong together, and MyST takes them into its page."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dsviz
from dsviz.stage.bundles import bundle
from tests.thorough import THOROUGH

X, W = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]
BOOK = """version: 1
project:
  toc:
    - file: index.md
site:
  template: book-theme
"""


def model_in(text):
    """The module and the model of a directive."""
    found = re.fullmatch(r"```\{anywidget\} (\S+)\n(.*)\n```\n", text, re.DOTALL)
    return found[1], json.loads(found[2])


def test_the_files_belong_together_and_hold_torchs_numbers(tmp_path):
    files = dsviz.publish_stage(tmp_path / "page", X, W, [10], name="layer-1", title="Mine")
    assert [file.name for file in files] == ["stage.mjs", "layer-1.json", "layer-1.md"]
    module, data, page = (file.read_text(encoding="utf-8") for file in files)
    assert module == bundle("widget.js")
    name, model = model_in(page)
    assert (name, model) == ("./stage.mjs", json.loads(data))
    scene = model["scene"]
    assert scene["y"]["data"] == [47, 57, 77, 87]
    assert (scene["check"]["engine"], scene["title"]) == ("torch", "Mine")


@pytest.mark.parametrize("name", ["", "a/b", "..", "größe", "x" * 61])
def test_a_name_that_is_none_of_a_file_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="name"):
        dsviz.publish_stage(tmp_path, X, W, name=name, backend="numpy")
    assert list(tmp_path.iterdir()) == []


# It looks for its theme on the network, and says so; the pages are built before.
@pytest.mark.skipif(not THOROUGH, reason="a thorough run only: MyST builds a book")
def test_myst_takes_the_stage_into_its_page(tmp_path):
    dsviz.publish_stage(tmp_path, X, W, name="layer", backend="numpy")
    (tmp_path / "index.md").write_text("# A layer\n\n```{include} ./layer.md\n```\n", encoding="utf-8")
    (tmp_path / "myst.yml").write_text(BOOK, encoding="utf-8")
    myst = Path(sys.executable).with_name("myst")
    subprocess.run([myst, "build", "--site"], cwd=tmp_path, capture_output=True, timeout=120, check=False)
    (content,) = (tmp_path / "_build/site/content").glob("*.json")
    (node,) = widgets_in(json.loads(content.read_text(encoding="utf-8")))
    assert node["model"]["scene"]["y"]["data"] == [37, 47, 67, 77]
    built = tmp_path / "_build/site/public" / Path(node["esm"]).name
    assert built.read_text(encoding="utf-8") == bundle("widget.js")


def widgets_in(node):
    """Every anywidget of a built page."""
    if isinstance(node, list):
        return [found for each in node for found in widgets_in(each)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "anywidget" else []
    return own + [found for each in node.values() for found in widgets_in(each)]
