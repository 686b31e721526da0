"""What files are called, in both languages."""

import ast
import re
from pathlib import Path

import pytest

import dsviz.ui
from dsviz.examples import ALL
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
        ("exercises-2-1234-moodle.xml", "练习-2-1234-moodle.xml"),
        ("class-1-77-form.csv", "班级-1-77-待填.csv"),
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


def test_every_download_of_a_page_is_named_so():
    buttons = [
        ast.unparse(node)
        for file in Path(dsviz.ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".download_button")
    ]
    assert len(buttons) > 5
    assert [each for each in buttons if "file_name(" not in each.replace("file_name=", "")] == []
