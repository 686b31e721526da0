"""Texts that are put together: what stands between them is the language's own."""

import ast
import re
from pathlib import Path

import pytest

from dsviz.content import Listed, Words, joined
from dsviz.conv.errors import ConvError

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("mark", "english", "chinese"),
    [
        ("comma", "a, b, c", "a、b、c"),
        ("clause", "a, b, c", "a，b，c"),
        ("semicolon", "a; b; c", "a；b；c"),
        ("sentence", "a b c", "abc"),
        ("colon", "a: b: c", "a：b：c"),
        ("brackets", "a (b) (c)", "a（b）（c）"),
    ],
)
def test_texts_are_joined_as_the_language_does(mark, english, chinese):
    assert joined(["a", "b", "c"], "en", mark) == english
    assert joined(iter(["a", "b", "c"]), "zh", mark) == chinese
    assert joined(["a"], "zh", mark) == "a"
    assert joined([], "zh", mark) == ""


def test_braces_of_what_is_joined_stay():
    assert joined(["{first}", "a{0}"], "zh") == "{first}、a{0}"


def test_a_list_in_a_refusal_is_joined_when_its_language_is_known():
    error = ConvError("backend-known", known=Listed(["torch", "numpy"]), got="'jax'")
    assert "torch, numpy" in str(error)
    assert "torch、numpy" in error.sentence("zh")
    assert Listed([Words("refusal.part.padded-input"), "x"]).sentence("en") == "the padded input, x"


# What a machine or a programmer reads, and numbers that are typed so: shapes, settings, code, CSS and SVG.
OF_CODE = re.compile(
    r"export/(listings|\w+_code|code_text|tensor_files|workings)|server/|figures/boxes/svg|conv/trace|"
    r"reading/|export/deriv|wording/formulas|ui/arguments/tried|ui/non_local/block|"
    r"ui/exercises/exercise|slides/written"
)
SIGNS = {", ", "; ", ": ", ". ", " "}


def joins(file: Path) -> list[int]:
    """The lines of a module in which English punctuation joins texts."""
    calls = [
        node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "join"
        and isinstance(call.func.value, ast.Constant)
        and call.func.value.value in SIGNS
        # " ".join(text.split()) only tidies what was typed.
        and ".split(" not in ast.unparse(call)
    ]


def test_no_module_joins_what_is_said_with_english_punctuation():
    files = [file for file in (ROOT / "dsviz").rglob("*.py") if not OF_CODE.search(file.as_posix())]
    assert len(files) > 250
    assert {str(file.relative_to(ROOT)): found for file in files if (found := joins(file))} == {}


def test_a_join_in_code_is_seen(tmp_path):
    file = tmp_path / "said.py"
    file.write_text('a = ", ".join(words)\nb = "".join(words)\nc = " ".join(text.split())\n')
    assert joins(file) == [1]


def sorts(source: str) -> list[int]:
    """The lines in which what is said is sorted: Python knows no language's order, neither pinyin nor ä."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in ORDERING]
    return [
        call.lineno
        for call in named
        if any(isinstance(each, ast.Call) and says(each) for each in ast.walk(call))
    ]


def says(call: ast.Call) -> bool:
    return getattr(call.func, "id", getattr(call.func, "attr", "")) in ("say", "label", "joined", "sentence")


ORDERING = ("sorted", "sort", "min", "max")


def test_nothing_that_is_said_is_sorted_by_its_letters():
    files = {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in ROOT.glob("dsviz/**/*.py")
    }
    assert {name: found for name, source in files.items() if (found := sorts(source))} == {}
    assert sorts("sorted(pages, key=lambda page: say(page.title))") == [1]
    assert sorts("names.sort(key=len)") == []
