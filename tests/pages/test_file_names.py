"""What files are called, in both languages."""

import ast
import re
from pathlib import Path

import pytest

import dsviz.ui
from dsviz.examples import ALL
from dsviz.examples.transposed import TRANSPOSED
from dsviz.exercises.exercise import EVERY_TOPIC, TOPICS
from dsviz.ui.exercises.roster import Sheet, name_of
from dsviz.ui.parts.file_names import file_name

# Names of libraries, formats and sources, which are not translated.
PROPER = {
    "cs231n",
    "tensorflow",
    "docs",
    "conv2d",
    "sobel",
    "xception",
    "mobilenet",
    "moodle",
    "gift",
    "canvas",
}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("standard-step-5.png", "标准卷积-第5步.png"),
        ("depthwise-multiplier-2-step-12.tex", "逐通道卷积-深度乘数-2-第12步.tex"),
        ("separable-2.gif", "深度可分离卷积-2.gif"),
        ("standard.zh.pptx", "标准卷积.zh.pptx"),
        ("exercises-growing-2-1234-x6-moodle.xml", "练习-逐步加深-2-1234-x6-moodle.xml"),
        ("class-topics-1-77-x3-form.csv", "班级-全部题型-1-77-x3-待填.csv"),
        ("transposed-output-padded.gif", "转置卷积-输出-有填充.gif"),
        ("layer.json", "层.json"),
    ],
)
def test_a_file_is_named_in_the_language_of_its_page(english, chinese):
    assert file_name(english, "zh") == chinese
    assert file_name(english, "en") == english


def test_no_english_word_is_left_in_the_name_of_an_example():
    names = [file_name(f"{each.id}-step-3.svg", "zh").partition(".")[0] for each in ALL]
    left = {word for name in names for word in re.findall("[a-z][a-z0-9]+", name)}
    assert left <= PROPER | {"same"}
    assert len(set(names)) == len(ALL)


def test_no_english_word_is_left_in_the_name_of_a_sheet_or_a_transposed_layer():
    sheets = [name_of("exercises", Sheet((topic,), 1, 7, 6)) for topic in EVERY_TOPIC]
    names = [file_name(each, "zh") for each in (*sheets, *(f"transposed-{name}" for name in TRANSPOSED))]
    left = {word for name in names for word in re.findall("[a-z][a-z0-9]+", name)}
    assert left == {"x6", "dx", "dw", "db"}
    assert len(set(names)) == len(names)


def test_two_sheets_are_never_called_alike():
    sheets = [
        Sheet(topics, level, seed, count)
        for topics in (("growing",), ("stride",), ("size",), ("stride", "size"), TOPICS)
        for level, seed, count in ((1, 7, 6), (2, 7, 6), (2, 6, 6), (2, 7, 5))
    ]
    assert len({name_of("exercises", each) for each in sheets}) == len(sheets)
    longest = file_name(name_of("exercises", Sheet(TOPICS[1:], 3, 9999, 30)), "zh") + "-填好一半.html"
    assert len(longest.encode()) < 255  # of a file system


def test_every_download_of_a_page_is_named_so():
    buttons = [
        ast.unparse(node)
        for file in Path(dsviz.ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".download_button")
    ]
    assert len(buttons) > 5
    assert [each for each in buttons if "file_name(" not in each.replace("file_name=", "")] == []
