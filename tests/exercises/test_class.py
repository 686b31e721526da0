"""A class: everybody's own numbers, answers that come back, and who made which mistake."""

import csv
import io

import numpy as np
import pytest

from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.layer import Layer
from dsviz.exercises.answer_map import LayerMap
from dsviz.exercises.class_report import class_report, commonest_mistake
from dsviz.exercises.exercise import Exercise, cell_name
from dsviz.exercises.returned import read_returned, text_of
from dsviz.exercises.roster import Handout, RosterError, handout, read_roster, seed_of
from dsviz.export.handouts import form_csv, handouts_csv, handouts_html
from tests.reading.clock import fastest, stretched

# y = [5, 8] without and [15, 18] with the bias; with the kernel turned by 180° [14, 17].
ROW = Exercise("standard", 1, 0, layers=(Layer([[[1, 2, 3]]], [[[[1, 2]]]], [10]),))
TWO = [Handout(name, 0, (ROW, ROW)) for name in ("Ada", "Meier, Emmy", "1017", "Grace")]


def report_of(lines, handouts=TWO):
    texts, refused = read_returned("\n".join(lines), handouts)
    assert not refused
    return class_report(handouts, texts)


SEEDS = [676875253, 919034758, 337162685]  # from SHA-256 and bc


def test_a_students_seed_is_that_of_the_name_on_every_machine():
    assert [seed_of(name, 1) for name in ("Ada", "Emmy", "李雷")] == SEEDS
    assert seed_of(" ada", 1) == SEEDS[0] == seed_of("ADA ", 1)


def test_the_same_name_gives_the_same_exercises_whoever_else_is_in_the_class():
    what = (("standard", "size"), 1, 7, 3)
    one, other = handout("Ada", *what), handout("ada", *what)
    assert [each.id for each in one.exercises] == [each.id for each in other.exercises]
    assert one.seed != handout("Emmy", *what).seed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada\n\n  Emmy  Noether \n1017\n", ("Ada", "Emmy Noether", "1017")),
        ("Name\nAda", ("Ada",)),
        ("姓名\n李雷\n韩梅梅", ("李雷", "韩梅梅")),
        ("Meier, Emmy\nLovelace, Ada", ("Meier Emmy", "Lovelace Ada")),
        ("\ufeffname\r\nAda\r\nGrace\r\n", ("Ada", "Grace")),
        ("7\tAda\n8\tEmmy", ("7 Ada", "8 Emmy")),
        ("Nachname;Vorname;Matrikel\nMüller;Emmy;7", ("Müller Emmy 7",)),
        ("", ()),
    ],
)
def test_names_are_read_one_a_line(text, names):
    assert read_roster(text) == (names, ())


@pytest.mark.parametrize(
    ("text", "rule", "line", "said"),
    [
        ("Ada\n=SUM(A1)", "name-begins", 2, "'=SUM(A1)'"),
        ("Ada\nEmmy\nADA", "name-once", 3, "which line 1 has too"),
        (f"Ada\n{'x' * 81}", "name-length", 2, "81"),
        ("\n".join(map(str, range(501))), "names-most", 501, "'500'"),
    ],
)
def test_a_line_that_is_no_name_is_refused_with_line_and_value(text, rule, line, said):
    (error,) = read_roster(text)[1]
    assert (error.rule, error.place.line) == (rule, line)
    assert said in str(error)
    assert str(error).startswith(f"line {line}: ")


def test_answers_come_a_line_each_or_a_line_an_exercise():
    wide = read_returned("student,exercise,1,2\nAda,1,15,18\nMeier Emmy,2,,18\n", TWO)
    long = read_returned(
        'Ada;1;y[0,0,0];15\nada;1;"y[0, 0, 1]";18\nMeier, Emmy;2;y[0,0,1];18\n1017;1;y[0,0,0];\n', TWO
    )
    right = {
        ("Ada", 1): {"y[0,0,0]": "15", "y[0,0,1]": "18"},
        ("Meier, Emmy", 2): {"y[0,0,1]": "18"},
    }
    assert wide == (right, ())
    assert long == (right, ())


@pytest.mark.parametrize(
    ("line", "rule", "said"),
    [
        ("Ada,1", "cells-least", "got 2"),
        ("Adda,1,15,18", "student-near", "got 'Adda'. Type Ada"),
        ("Zuse,1,15,18", "student-known", "'Zuse'"),
        ("Ada,3,15,18", "exercise-number", "from 1 to 2; got '3'"),
        ("Ada,one,15,18", "exercise-number", "'one'"),
        ("Ada,1,15,18,20", "answers-most", "asks 2 numbers; got 3"),
        ('Ada,1,"y[0,0,9]",18', "asked-known", "'y[0,0,9]'"),
        ("Ada,1,abc,18,", "answer-number", "'abc'"),
        ('Ada,2,"y[0,0,0]",1', "answer-once", "a second time"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_and_the_others_are_kept(line, rule, said):
    texts, (error,) = read_returned(f'student,exercise,answers\nGrace,1,15,18\n"Ada",2,15\n{line}', TWO)
    assert (error.rule, error.place.line) == (rule, 4)
    assert said in str(error)
    assert texts["Grace", 1] == {"y[0,0,0]": "15", "y[0,0,1]": "18"}
    for language in ("en", "zh"):
        assert "{" not in error.sentence(language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "lines", [["Ada,1,abc,abd,"], ['Ada,1,"y[0,0,0]",abc', "Grace,1,15,18", 'Ada,1,"y[0,0,1]",abd']]
)
def test_of_an_exercise_whose_answers_are_no_numbers_it_is_said_once(language, lines):
    texts, refused = read_returned("\n".join(["student,exercise,answers", *lines, "Ada,2,x,5,"]), TWO)
    first, other = (error.sentence(language) for error in refused)
    assert texts["Ada", 2] == {"y[0,0,1]": "5"}
    assert (first.count("abc"), first.count("abd"), first.count("y[0,0,0]")) == (1, 0, 1)
    assert {"en": "2 answers of exercise 1", "zh": "第 1 题有 2 个答案"}[language] in first
    assert (other.count("'x'"), other.count("0.5")) == (1, 1)


@pytest.mark.parametrize(("cell", "said"), [("1,500", "1.500"), ("abc", "such as −3 or 0.5")])
def test_why_a_cell_is_refused_is_said_once(cell, said):
    _, (error,) = read_returned(f"student;exercise;answers\nAda;1;{cell};18;", TWO)
    assert str(error).count(f"'{cell}'") == 1
    assert said in str(error)


def test_the_report_counts_students_not_exercises():
    lines = [
        "Ada,1,15,18",
        "Ada,2,5,8",
        '"Meier, Emmy",1,5,8',
        '"Meier, Emmy",2,5,8',
        "1017,1,14,17",
        "1017,2,0,1",
    ]
    report = report_of(lines)
    assert report.students == ("Ada", "Meier, Emmy", "1017")
    assert report.mistakes == {"bias-forgotten": 2, "kernel-flipped": 1}
    assert [each.right for each in report.of_student("Ada")] == [2, 0]
    assert [each.right for each in report.of_exercise(1)] == [2, 0, 0]
    assert report.of_student("1017")[1].slipped == ()


def test_of_two_mistakes_with_the_same_numbers_the_one_made_elsewhere_is_told():
    # 1×1 + 2×3 = 7 and a bias of −2: turned by 180° it is 1×3 + 2×1 = 5 with the bias, without it 7.
    both = Layer([[[1, 2]]], [[[[1, 3]]]], [-2])
    assert commonest_mistake(LayerMap("y", both), np.array([[[7.0]]])) == ("bias-forgotten", {})
    turned = Layer([[[2, 1]]], [[[[3, 1]]]], [2])  # 7 + 2 = 9; turned 2×1 + 1×3 + 2 = 7, without the bias 7
    alone = LayerMap("y", turned)
    first = commonest_mistake(alone, np.array([[[7.0]]]))[0]
    other = ({"bias-forgotten", "kernel-flipped"} - {first}).pop()
    assert commonest_mistake(alone, np.array([[[7.0]]]), [other])[0] == other
    clear = {"bias-forgotten": (5, 8), "kernel-flipped": (14, 17)}[other]
    sheet = Handout("Ada", 0, (ROW, Exercise("standard", 1, 0, layers=(turned,)), ROW))
    report = report_of([f"Ada,1,{clear[0]},{clear[1]}", "Ada,2,7", f"Ada,3,{clear[0]},{clear[1]}"], [sheet])
    assert report.mistakes == {other: 1}


def test_a_second_map_is_judged_by_the_first_one_written_down():
    first = Layer([[[1, 2]]], [[[[1, 2]]]])  # z = 5, flipped 4
    pair = Exercise("separable", 1, 0, layers=(first, Layer([[[5]]], [[[[3]]]], [1])))
    (marked,) = report_of(["Ada,1,4,13"], [Handout("Ada", 0, (pair,))]).marked
    assert [(slip.where, slip.mistake) for slip in marked.slipped] == [("z", "kernel-flipped")]
    assert marked.right == 0
    (marked,) = report_of(["Ada,1,4,12"], [Handout("Ada", 0, (pair,))]).marked  # 3×4, and no bias
    assert [slip.mistake for slip in marked.slipped] == ["kernel-flipped", "bias-forgotten"]


def test_numbers_are_explained_too():
    sheet = Handout("Ada", 0, (handout("Ada", ("counts",), 3, 3, 1).exercises[0],))
    right = sheet.exercises[0].answers()
    (marked,) = report_of([f"Ada,1,{right['parameters']:.0f},{2 * right['macs']:.0f}"], [sheet]).marked
    assert (marked.right, [slip.mistake for slip in marked.slipped]) == (1, ["flops"])


def test_a_mistake_made_in_the_wrong_cells_only_is_found_where_it_is_common():
    asked = LayerMap("y", Layer([[[1, 2, 3]]], [[[[1, 2]]]], [10]))
    assert commonest_mistake(asked, np.array([[[15.0, 8.0]]])) == ("bias-forgotten", {})
    assert commonest_mistake(asked, np.array([[[15.0, np.nan]]])) is None
    assert commonest_mistake(asked, np.array([[[15.0, 99.0]]])) is None


def test_the_list_to_fill_in_comes_back_as_it_went_out():
    names = ("Ada", "李雷")
    handouts = [handout(name, ("standard", "separable", "size"), 1, 7, 3) for name in names]
    key = list(csv.reader(io.StringIO(handouts_csv(handouts))))[1:]
    form = form_csv(handouts).splitlines()
    assert len(form) == 1 + len(key) == 1 + sum(len(e.answers()) for h in handouts for e in h.exercises)
    filled = io.StringIO()
    csv.writer(filled).writerows(row[:4] for row in key)
    report = report_of(filled.getvalue().splitlines(), handouts)
    assert [(each.right, each.given) for each in report.marked] == [
        (each.asked,) * 2 for each in report.marked
    ]
    assert len(report.marked) == 6


def test_no_two_of_a_large_class_share_an_exercise():
    handouts = [handout(f"S{at:03d}", ("standard",), 2, 11, 6) for at in range(80)]
    seeds = [each.seed for drawn in handouts for each in drawn.exercises]
    assert len(set(seeds)) == len(seeds) == 480


def test_answers_of_another_sheet_are_known_by_the_seed_in_their_list():
    handed_out, later = ([handout("Ada", ("size",), 1, seed, 2)] for seed in (11, 12))
    lines = form_csv(handed_out).splitlines()
    filled = "\n".join(line.replace(",,", ",8,") for line in lines)
    texts, refused = read_returned(filled, handed_out)
    assert (set(texts), refused) == ({("Ada", 1), ("Ada", 2)}, ())
    texts, refused = read_returned(filled, later)
    assert texts == {}
    assert {error.rule for error in refused} == {"sheet-other"}
    assert f"must be {later[0].exercises[0].seed}" in str(refused[0])
    assert f"got '{handed_out[0].exercises[0].seed}'" in str(refused[0])


def test_an_exercise_left_empty_counts_for_who_answered_others_only():
    texts, refused = read_returned("Ada,1,15,18\nAda,2,,\n1017,1,,\n1017,2,,\nGrace,1,1a,\nGrace,2,5,8", TWO)
    assert [error.rule for error in refused] == ["answer-number"]
    marked = class_report(TWO, texts).marked
    assert [(each.student, each.number, each.given, each.asked) for each in marked] == [
        *(("Ada", 1, 2, 2), ("Ada", 2, 0, 2)),
        *(("Grace", 1, 0, 2), ("Grace", 2, 2, 2)),
    ]


@pytest.mark.parametrize("code", ["cp1252", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_read_as_a_spreadsheet_wrote_it(code):
    text = "李雷;1;2\n韩梅梅;1;3" if code == "gb18030" else "Müller;1;2\nGrün;1;3\nZoë;2;4"
    assert text_of(text.encode(code)).removeprefix("\ufeff") == text


def test_every_student_gets_paper_of_his_own_with_the_name_on_it():
    handouts = [handout(name, ("size",), 1, 7, 2) for name in ("Ada", "<b>")]
    page = handouts_html(handouts)
    assert page.count('<article class="student">') == 2
    assert "<strong>Ada</strong>" in page
    assert "<strong>&lt;b&gt;</strong>" in page
    assert ".student + .student { break-before: page" in page
    for each in handouts:
        for asked in each.exercises:
            assert f"seed {asked.seed}<" in page
    assert "⌊" in handouts_html(handouts, solved=True)
    assert "⌊" not in page


def test_a_class_of_eighty_is_marked_at_once():
    handouts = [handout(f"student {at}", ("stride",), 2, 1, 1) for at in range(80)]
    lines = []
    for each in handouts:
        asked = each.exercises[0]
        output = next(BY_ID["kernel-flipped"].outcomes(SolvedLayer.of(asked.layers[0]))).output
        assert cell_name("y", (0, 0, 0)) in asked.answers()
        lines.append(",".join([each.student, "1", *(f"{value:g}" for value in output.ravel())]))
    assert report_of(lines, handouts).mistakes == {"kernel-flipped": 80}
    bound = stretched(1)
    assert fastest(lambda: report_of(lines, handouts), bound) < bound


@pytest.mark.parametrize(
    "head",
    [
        "First name,Last name",
        "学号,姓名",
        "Student ID,Name",
        "Surname,First name,ID number,Email address",
        "Name",
    ],
)
def test_a_line_that_names_the_columns_is_no_student(head):
    assert read_roster(f"{head}\nAda,Lovelace\nEmmy,Noether")[0] == ("Ada Lovelace", "Emmy Noether")


def test_a_first_line_with_a_name_in_it_is_a_student():
    assert read_roster("Ada,Class\nEmmy,B")[0] == ("Ada Class", "Emmy B")


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_answers_are_read_as_spreadsheets_save_them(code):
    kept = [handout(name, ("size",), 1, 7, 1) for name in ("Ada", "李雷")]
    texts, refused = read_returned(text_of("Ada\t1\t8\n李雷\t1\t9\n".encode(code)), kept)
    assert texts == {("Ada", 1): {"height": "8"}, ("李雷", 1): {"height": "9"}}
    assert not refused


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"PK\x03\x04\x14\x00\x06\x00"])
def test_what_is_no_text_is_refused_in_one_sentence(data):
    with pytest.raises(RosterError, match=r"must be text; save the list as CSV"):
        text_of(data)
