"""The registry of the link's parameters: no name twice, old names still open the same, nothing past it."""

import ast
from itertools import combinations
from pathlib import Path

import pytest

from dsviz.content import label
from dsviz.ui.inputs import names
from dsviz.ui.shell import words
from dsviz.ui.shell.address import BROWSERS_OWN
from dsviz.ui.shell.params import Param

ROOT = Path(__file__).parents[2]
PARAMS = {
    name: each for room in (names, words) for name, each in vars(room).items() if isinstance(each, Param)
}


def test_no_name_has_two_meanings():
    for one, other in combinations(PARAMS.values(), 2):
        if one.name == other.name:
            assert one.meaning == other.meaning


def test_no_two_names_have_one_meaning():
    meanings = {each.meaning: each.name for each in PARAMS.values()}
    assert len(meanings) == len({each.name for each in PARAMS.values()})


def test_what_a_parameter_drops_is_a_parameter():
    known = {each.name for each in PARAMS.values()}
    assert {name for each in PARAMS.values() for name in each.drops} <= known


def literals_read(source: str) -> list[str]:
    """The names that a source reads from the link or writes into it as literal texts."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("query_param", "write_query"):
            inside = [each for argument in node.args[:1] for each in ast.walk(argument)]
            keys = [key for each in inside if isinstance(each, ast.Dict) for key in each.keys]
            found += [each.value for each in (*node.args[:1], *keys) if isinstance(each, ast.Constant)]
    return found


def test_no_page_reads_a_name_past_the_registry():
    folders = [ROOT / "dsviz" / "ui", ROOT / "dsviz" / "pages"]
    files = [ROOT / "app.py", *(file for folder in folders for file in folder.rglob("*.py"))]
    assert {file.name for file in files} >= {"app.py", "cost.py", "address.py"}
    assert not [name for file in files for name in literals_read(file.read_text(encoding="utf-8"))]
    assert literals_read("query_param('s'); write_query({'step': None})") == ["s", "step"]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "value"),
    [
        ("Frameworks", "s", "same_stride", "same_stride", "3"),
        ("Exercises", "n", "count", "count", "9"),
    ],
)
def test_a_field_is_found_under_its_old_name_and_written_under_its_new_one(visit, file, old, new, key, value):
    app = visit(file, **{old: value})
    assert app.text_input(key=key).value == value
    app.text_input(key=key).set_value("4").run()
    assert (app.query_params.get(new), old in app.query_params) == ("4", False)


def test_choices_are_found_under_their_old_names(visit):
    app = visit("Sources_and_errata", kind="half")
    assert app.segmented_control(key="verdict").value == "half"
    app = visit("Parameters_and_cost", relu="2")
    assert app.segmented_control(key="relu_rate").value == "2"


def test_a_value_that_is_no_option_under_an_old_name_is_answered_and_kept(visit):
    app = visit("Sources_and_errata", kind="new")
    assert any("`new`" in each.value and label("errata.verdict") in each.value for each in app.warning)
    assert app.query_params["kind"] == "new"


def test_each_step_has_the_order_that_the_stage_writes_beside_it():
    """The stage's script finds the order's name by putting "order" in the place of "step"."""
    assert len(names.ORDER_OF) == 5
    for step, order in names.ORDER_OF.items():
        assert order == step.replace("step", "order")


def test_each_step_has_the_pose_that_the_stage_writes_beside_it():
    assert names.POSE_OF.keys() == names.ORDER_OF.keys()
    for step, pose in names.POSE_OF.items():
        assert pose == step.replace("step", "pose")
        assert BROWSERS_OWN.fullmatch(pose)
