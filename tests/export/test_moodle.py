"""Moodle XML: read by an XML parser and by a reader of Cloze that knows Moodle's syntax, not the writer."""

import html
import re
from xml.etree import ElementTree

import pytest

from dsviz.content import label, labels
from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import TOPICS, Exercise, exercise, sheet
from dsviz.exercises.expected import Slipped
from dsviz.exercises.recipes import LEVELS
from dsviz.export.gift import gift
from dsviz.export.moodle import blank, feedback, moodle_xml
from dsviz.wording.expected import why
from dsviz.wording.numbers import number
from tests.export.cloze import blanks

# y = [1×1 + 2×2, 2×1 + 3×2]; with the kernel turned by 180° [1×2 + 2×1, 2×2 + 3×1].
ROW = Exercise("standard", 1, 0, layers=(Layer([[[1, 2, 3]]], [[[[1, 2]]]]),))
FLIPPED = "The kernel was turned by 180° before it was laid down; a layer takes it as it is printed."
SPECIAL = ["}", "{", "#", "~", "/", '"', "\\", "=", "%", "&", "<b>", "&lt;", "&#125;", "a\\", "'", "#~}"]


def questions(text):
    quiz = ElementTree.fromstring(text.encode())
    assert quiz.tag == "quiz"
    category, *rest = quiz.findall("question")
    assert category.get("type") == "category"
    assert [each.get("type") for each in rest] == ["cloze"] * len(rest)
    return category, rest


def asked_of(question):
    return question.findtext("questiontext/text")


def test_a_blank_holds_the_right_number_and_those_of_the_mistakes():
    _, (question,) = questions(moodle_xml([ROW]))
    first, last = blanks(asked_of(question))
    assert (first.weight, first.kind, first.right) == (1, "NUMERICAL", [5])
    assert (last.right, set(last.wrong)) == ([8], {7})
    assert first.wrong[4].startswith(FLIPPED)
    assert {each.tolerance for each in first.alternatives + last.alternatives} == {0}


def test_the_tensors_stand_in_tables_as_they_are_printed():
    _, (question,) = questions(moodle_xml([ROW]))
    tables = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", asked_of(question))
    cells = {caption: re.findall(r"<td[^>]*>([^<{]*)</td>", body) for caption, body in tables}
    assert cells["x[0]"] == ["1", "2", "3"]
    assert cells["w[0,0]"] == ["1", "2"]
    assert list(cells) == ["x[0]", "w[0,0]", "y[0]"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_exercise_of_a_sheet_has_a_blank_for_every_number(level, language):
    drawn = sheet(TOPICS, level, 5, len(TOPICS))
    category, rest = questions(moodle_xml(drawn, language=language))
    assert category.findtext("category/text") == f"$course$/top/{label('exercises.sheet.title', language)}"
    assert len(rest) == len(drawn)
    for asked, question in zip(drawn, rest, strict=True):
        found = blanks(asked_of(question))
        right = asked.answers()
        assert [each.right for each in found] == [[value] for value in right.values()]
        for each, value in zip(found, right.values(), strict=True):
            assert value not in each.wrong
            assert all(each.wrong.values())
            assert len(each.alternatives) == 1 + len(each.wrong)
        assert any(each.wrong for each in found)
        name = question.findtext("name/text")
        assert str(asked.seed) in name
        assert label(f"exercises.topic.{asked.topic}", language) in name


def test_chinese_feedback_is_chinese():
    _, (question,) = questions(moodle_xml([ROW], language="zh"))
    assert blanks(asked_of(question))[0].wrong[4].startswith("卷积核先转了 180° 才放上去")


@pytest.mark.parametrize("text", SPECIAL)
def test_what_cloze_gives_a_meaning_comes_through_as_it_is(text):
    written = "{1:NUMERICAL:=1:0~%0%2:0#" + feedback(text) + "~%0%3:0#after}"
    ((_, _, alternatives),) = blanks(written)
    assert [each.answer for each in alternatives] == [1, 2, 3]
    assert html.unescape(alternatives[1].feedback) == text  # shown as HTML
    assert alternatives[2].feedback == "after"
    assert not set('{}~/"\\').intersection(feedback(text))


def test_a_brace_in_the_question_begins_no_blank():
    _, (question,) = questions(moodle_xml([ROW]))
    assert len(re.findall(r"\{", asked_of(question))) == 2


def test_titles_are_text_and_a_slash_in_one_parts_no_category():
    category, _ = questions(moodle_xml([ROW], "5/6 & <b>"))
    assert category.findtext("category/text") == "$course$/top/5//6 & <b>"


def test_large_and_negative_numbers_are_written_for_programs():
    ((_, _, alternatives),) = blanks(blank(-12, {2500000: [Slipped("macs", "flops")]}))
    assert [each.answer for each in alternatives] == [-12, 2500000]


def test_an_explanation_of_a_number_holds_no_formula_marks():
    drawn = exercise("counts", 3, 3)
    _, (question,) = questions(moodle_xml([drawn]))
    said = " ".join(why for each in blanks(asked_of(question)) for why in each.wrong.values())
    assert "K² × C" in said
    assert "$" not in said
    assert number(drawn.answers()["macs"]) in question.findtext("generalfeedback/text")


OF_ALL = re.compile(
    "[Ee](very|ach) number|numbers (are|is) right|wrong everywhere|(这些|每个)数|(^|[，。])数都对|全反",
    re.MULTILINE,
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_blank_says_of_its_one_number_alone_what_a_whole_map_would_be(language):
    """A cell with feedback tells nothing of the others, which may be right."""
    drawn = exercise("transposed", 3, 5)
    _, (question,) = questions(moodle_xml([drawn], language=language))
    said = [why for each in blanks(asked_of(question)) for why in each.wrong.values()]
    assert sum({"en": "This number follows", "zh": "得到你的这个数"}[language] in why for why in said) > 20
    assert not [why for why in said if OF_ALL.search(why)]
    # A whole map to choose is a whole map.
    assert {"en": "Every number follows", "zh": "得到你的这些数"}[language] in gift(
        [drawn], language=language
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_mistake_in_a_gradient_or_stamp_has_a_sentence_for_one_number(language):
    groups = {"y": "transposed.mistake", **{of: f"backward.mistake.{of}" for of in ("x", "weight", "bias")}}
    for of, group in groups.items():
        for name in labels(group, language):
            whole = why([Slipped("y", f"{of}.{name}")], language)
            if "unread" not in name and OF_ALL.search(whole):
                alone = why([Slipped("y", f"{of}.{name}")], language, of_one=True)
                assert not OF_ALL.search(alone), alone
    said = [each.replace("**", "") for group in groups.values() for each in labels(group, language).values()]
    for name, words in labels("exercises.of_all", language).items():
        assert any(words in each for each in said), name
