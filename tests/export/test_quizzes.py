"""GIFT and QTI 1.2: read back by readers of their own, by the specification's rules, beside text2qti's."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from dsviz.content import label
from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import TOPICS, Exercise, exercise, sheet
from dsviz.exercises.expected import choices
from dsviz.exercises.recipes import LEVELS
from dsviz.export.gift import escaped, gift
from dsviz.export.qti import qti_zip
from tests.export.qti_rules import NAMESPACE, breaches, plain

# y = [5, 8]; with the kernel turned by 180° [4, 7].
ROW = Exercise("standard", 1, 0, layers=(Layer([[[1, 2, 3]]], [[[[1, 2]]]]),))
ALL = [sheet(TOPICS, level, 5, len(TOPICS)) for level in LEVELS]


def numbers(text):
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", text) or re.findall(r"= ([^,，]*)", text)
    return [float(cell.replace("−", "-")) for cell in cells]


def read_gift(text):
    """Questions as (name, text, [(is right, answer, feedback)]), by the rules of the format."""
    marked = re.sub(r"\\([\\~=#{}:])", lambda found: chr(0xE000 + ord(found[1])), text)
    for block in filter(None, map(str.strip, re.split(r"\n\s*\n", marked))):
        if block.startswith("$CATEGORY:"):
            continue
        name, asked, body = re.fullmatch(r"::(.*?)::\s*\[html\](.*?)\{(.*)\}", block, re.DOTALL).groups()
        body, _, general = body.partition("####")
        answers = [
            (sign == "=", *map(meant, (answer, why)))
            for sign, answer, why in re.findall(r"([=~])([^=~#]*)#([^=~#]*)", body)
        ]
        yield meant(name), meant(asked), answers, meant(general)


def meant(text):
    return re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000), text).strip()


def unpacked(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.testzip() is None
        return {
            name: ElementTree.fromstring(files.read(name))
            for name in files.namelist()
            if name.endswith(".xml")
        }


def assessment(packed):
    return unpacked(packed)["dsviz_quiz/dsviz_quiz.xml"]


def all_of(root, name):
    return list(root.iter(NAMESPACE + name))


def test_the_choices_are_the_right_answer_and_those_of_mistakes():
    offered = {tuple(each.values.values()): each.why for each in choices(ROW)}
    assert offered[5.0, 8.0] == ()
    assert offered[4.0, 7.0][0].mistake == "kernel-flipped"
    assert len(offered) == len(choices(ROW))


@pytest.mark.parametrize("drawn", ALL)
def test_choices_differ_and_one_is_right(drawn):
    for asked in drawn:
        offered = choices(asked)
        assert 3 <= len(offered) <= 6, asked.id
        assert [each.values for each in offered if each.is_right] == [asked.answers()]
        assert len({tuple(each.values.values()) for each in offered}) == len(offered)


def test_a_wrong_first_map_is_followed_into_the_second():
    asked = exercise("separable", 1, 1)
    first = next(each for each in choices(asked) if each.why and each.why[0].where == "z")
    z = [value for name, value in first.values.items() if name[0] == "z"]
    y = [value for name, value in first.values.items() if name[0] == "y"]
    weights = asked.layers[1].weight.ravel()
    half = len(z) // 2
    assert y == [weights[0] * z[at] + weights[1] * z[half + at] for at in range(half)]


@pytest.mark.parametrize(("drawn", "language"), [*((each, "en") for each in ALL), (ALL[1], "zh")])
def test_gift_holds_every_exercise_of_a_sheet_with_its_choices(drawn, language):
    questions = list(read_gift(gift(drawn, language=language)))
    assert len(questions) == len(drawn)
    for asked, (name, said, answers, general) in zip(drawn, questions, strict=True):
        assert label(f"exercises.topic.{asked.topic}", language) in name
        assert label("exercises.choose", language) in said
        offered = [(each.is_right, list(each.values.values())) for each in choices(asked)]
        assert [(is_right, numbers(answer)) for is_right, answer, _ in answers] == offered
        assert all(why for _, _, why in answers)
        assert general


@pytest.mark.parametrize("text", ["a = b", "~{#}:", "\\", "\\=", "a\nb", "1:2"])
def test_what_gift_gives_a_meaning_comes_through_as_it_is(text):
    written = f"::n::\n[html]q{{\n={escaped(text)}#f\n####g\n}}\n"
    ((_, _, answers, _),) = read_gift(written)
    assert answers == [(True, text.replace("\n", " "), "f")]


@pytest.mark.parametrize(("drawn", "language"), [*((each, "en") for each in ALL), (ALL[1], "zh")])
def test_qti_keeps_the_rules_and_holds_every_exercise(drawn, language):
    root = assessment(qti_zip(drawn, language=language))
    assert breaches(root) == []
    items = all_of(root, "item")
    assert len({item.get("ident") for item in items}) == len(items) == len(drawn)
    for asked, item in zip(drawn, items, strict=True):
        labels = {
            each.get("ident"): numbers("".join(each.itertext())) for each in all_of(item, "response_label")
        }
        offered = choices(asked)
        assert list(labels.values()) == [list(each.values.values()) for each in offered]
        shown = {each.get("linkrefid") for each in all_of(item, "displayfeedback")}
        assert shown == {each.get("ident") for each in all_of(item, "itemfeedback")}
        assert {each.text for each in all_of(item, "varequal")} == set(labels)
        (scored,) = [each for each in all_of(item, "respcondition") if all_of(each, "setvar")]
        assert numbers_of(labels, scored) == list(asked.answers().values())


def numbers_of(labels, condition):
    (equal,) = all_of(condition, "varequal")
    return labels[equal.text]


def test_the_manifest_names_the_files_that_are_there():
    files = unpacked(qti_zip([ROW]))
    manifest = files["imsmanifest.xml"]
    named = {each.get("href") for each in manifest.iter() if each.get("href")}
    assert {"imsmanifest.xml", *named} == set(files)
    (resource,) = [each for each in manifest.iter() if each.tag.endswith("}resource")]
    (quiz,) = all_of(assessment(qti_zip([ROW])), "assessment")
    assert (resource.get("identifier"), resource.get("type")) == (quiz.get("ident"), "imsqti_xmlv1p2")


def test_the_same_sheet_is_the_same_file():
    assert qti_zip([ROW]) == qti_zip([ROW])


def test_a_breach_of_the_rules_is_found():
    root = assessment(qti_zip([ROW]))
    (item,) = all_of(root, "item")
    item.insert(0, item[-1])
    del all_of(root, "response_lid")[0].attrib["ident"]
    assert len(breaches(root)) == 2


NAMED = ("ident", "linkrefid")  # what each writer names as it likes


def outline(element):
    """The element, its attributes and its children; of names only that there is one."""
    attributes = {name: name if name in NAMED else value for name, value in element.attrib.items()}
    return plain(element), attributes, [outline(each) for each in element]


def test_an_item_is_built_as_text2qti_builds_it(tmp_path):
    """Canvas's own importer is no library; text2qti's packages are known to go into it."""
    offered = choices(ROW)
    lines = ["1. Which?", "... because"]
    for letter, each in zip("abcdefg", offered, strict=False):
        lines += [f"{'*' * each.is_right}{letter}) {list(each.values.values())}", "... so"]
    other = tmp_path / "quiz.zip"
    QTI(Quiz("\n".join(lines), config=Config())).save(str(other))
    theirs = next(root for root in unpacked(other.read_bytes()).values() if plain(root) == "questestinterop")
    assert breaches(theirs) == []
    (ours_item,), (their_item,) = all_of(assessment(qti_zip([ROW])), "item"), all_of(theirs, "item")
    for name in ("presentation", "resprocessing", "itemfeedback"):
        found = [[outline(each) for each in all_of(item, name)] for item in (ours_item, their_item)]
        assert found[0] == found[1]
