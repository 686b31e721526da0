"""The exercises page: every topic opens hidden, marks what is typed, names the mistake, keeps the score."""

import io
import json
import re
import zipfile
from urllib.parse import parse_qsl

import numpy as np
import pytest

from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.content import label
from dsviz.conv.trace import trace
from dsviz.exercises.class_report import class_report
from dsviz.exercises.exercise import TOPICS, cell_name, cells_of, exercise
from dsviz.exercises.returned import read_returned
from dsviz.exercises.roster import RosterError, handout
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.ui.exercises.roster import exercise_rows, student_rows
from dsviz.ui.exercises.sheet import gift_text, key, moodle, page, qti, table
from dsviz.ui.inputs.texts import plain
from dsviz.wording.numbers import number
from dsviz.wording.tensors import tensor_text

FILE = "Exercises"
CHECK = "Check_my_work"


def scenes(app):
    return [json.loads(stage.proto.json)[0] for stage in app.get("bidi_component")]


def fields(app):
    return {each.key.rsplit("-", 1)[1]: each for each in app.text_input if each.key.startswith("typed-")}


def type_and_check(app, answers):
    for name, field in fields(app).items():
        field.set_value(answers.get(name, ""))
    next(each for each in app.button if each.label == label("exercises.check")).click()
    return app.run()


def written(values):
    return {name: f"{value:g}" for name, value in values.items()}


def flipped(drawn):
    first = drawn.layers[0]
    layer = SolvedLayer.of(first)
    output = next(BY_ID["kernel-flipped"].outcomes(layer)).output
    return {cell_name("y", at): f"{output[at]:g}" for at in np.ndindex(output.shape)}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("level", ["1", "3"])
def test_a_link_opens_its_exercise_with_the_products_hidden(visit, topic, level):
    app = visit(FILE, topic=topic, level=level, seed="42")
    drawn = exercise(topic, int(level), 42)
    assert not app.exception
    assert not app.warning
    assert list(fields(app)) == list(drawn.answers())
    shown = scenes(app)
    assert len(shown) == min(len(drawn.maps), 1)
    assert all(scene["hiding"] == "products" for scene in shown)
    for scene in shown if drawn.layers else []:
        np.testing.assert_array_equal(np.reshape(scene["x"]["data"], scene["x"]["shape"]), drawn.layers[0].x)
    assert not app.success


@pytest.mark.parametrize("topic", TOPICS)
def test_the_right_answer_is_marked_right(visit, topic):
    app = visit(FILE, topic=topic, level="2", seed="9")
    drawn = exercise(topic, 2, 9)
    app = type_and_check(app, written(drawn.answers()))
    assert [each.value for each in app.success] == [label("exercises.right", count=len(drawn.answers()))]
    assert all(each.label.endswith("✓") for each in fields(app).values())
    score = {"right": 1, "asked": 1, "numbers": len(drawn.answers()), "of": len(drawn.answers()), "done": 1}
    assert label("exercises.score", **score) in [each.value for each in app.caption]


@pytest.mark.parametrize("topic", ["dx", "dw", "transposed"])
def test_tensors_are_printed_as_given_where_the_stage_turns_them(visit, topic):
    app = visit(FILE, topic=topic, level="3", seed="4")
    asked = exercise(topic, 3, 4).other
    printed = [each.value for each in app.code]
    first = asked.layer.x if topic == "transposed" else asked.dy
    for tensor in (first, asked.layer.x if topic == "dw" else asked.layer.weight):
        for each in tensor.reshape(-1, *tensor.shape[-2:]):
            assert tensor_text(each[None]) in printed


LEADS = {"dw": "Backward_pass", "db": "Backward_pass", "transposed": "Transposed_convolution"}


@pytest.mark.parametrize("topic", LEADS)
def test_a_right_answer_leads_to_the_page_that_shows_it(visit, topic):
    app = visit(FILE, topic=topic, level="3", seed="9")
    drawn = exercise(topic, 3, 9)
    assert links_to(app, LEADS[topic]) == []
    (found,) = links_to(type_and_check(app, written(drawn.answers())), LEADS[topic])
    opened = visit(LEADS[topic], **dict(parse_qsl(found)))
    assert not opened.warning
    right = drawn.other.right
    texts = [re.sub(r"</?t[rh].*?>|\n", "", each.proto.body) for each in opened.get("html")]
    cells = "".join(f"<td>{number(value)}</td>" for value in right[0].flat)
    printed = tensor_text(right) in [each.value for each in opened.code]
    assert printed or any(cells in re.sub("<td[^>]*>", "<td>", each) for each in texts)


def links_to(app, page):
    found = [each.proto for each in app.main.get("page_link")]
    return [each.query_string for each in found if page in each.page]


def test_a_mistake_with_a_gradient_is_named(visit):
    drawn = exercise("dx", 1, 3)
    wrong = next(each for each in drawn.other.wrong() if each.mistake == "x.rotation")
    app = type_and_check(visit(FILE, topic="dx", seed="3"), written(cells_of("dx", wrong.output)))
    assert label("backward.mistake.x.rotation") in app.warning[0].value


def test_a_flipped_kernel_is_named_and_the_right_numbers_are_not_given_away(visit):
    app = visit(FILE, seed="3")
    drawn = exercise("standard", 1, 3)
    app = type_and_check(app, flipped(drawn))
    said = app.warning[0].value
    assert label("diagnosis.mistake.kernel-flipped") in said
    assert "and it is" not in said
    assert not app.success
    marks = [each.label[-1] for each in fields(app).values()]
    right = drawn.answers()
    assert marks == ["✓" if float(flipped(drawn)[name]) == right[name] else "✗" for name in right]


def test_a_slip_names_its_cells_as_the_stage_does(visit):
    app = visit(FILE, topic="padding", seed="3")
    drawn = exercise("padding", 1, 3)
    stage = drawn.layers[0]
    step = trace(stage.x, stage.weight, stage.bias, **stage.keywords).at(0, 1, 1)
    tap = next(tap for tap in step.taps if tap.product)
    answers = written(drawn.answers() | {"y[0,1,1]": step.result - tap.product})
    said = type_and_check(app, answers).warning[0].value
    assert "y[0,1,1]" in said
    assert f"x[{tap.in_channel},{tap.in_row},{tap.in_col}] times w[0,0,{tap.kernel_row}," in said


def test_the_score_counts_the_first_check_and_what_is_right_in_the_end(visit):
    app = visit(FILE, topic="size")
    answers = written(exercise("size", 1, 1).answers())
    app = type_and_check(app, answers | {"width": "99"})
    app = type_and_check(app, answers)
    score = {"right": 0, "asked": 1, "numbers": 1, "of": 2, "done": 1}
    assert label("exercises.score", **score) in [each.value for each in app.caption]


def test_a_part_of_an_answer_is_marked_and_does_not_count_yet(visit):
    app = visit(FILE, topic="size")
    answers = written(exercise("size", 1, 1).answers())
    app = type_and_check(app, {"width": answers["width"], "height": "abc"})
    assert [field.label[-1] for field in app.text_input if field.key.startswith("typed-")] == ["?", "✓"]
    app = type_and_check(app, answers)
    score = {"right": 1, "asked": 1, "numbers": 2, "of": 2, "done": 1}
    assert label("exercises.score", **score) in [each.value for each in app.caption]


def test_the_second_stage_of_a_pair_comes_with_the_right_first_map(visit):
    app = visit(FILE, topic="separable", seed="5")
    answers = written(exercise("separable", 1, 5).answers())
    first = {name: value for name, value in answers.items() if name[0] == "z"}
    assert len(scenes(app)) == 1
    weights = exercise("separable", 1, 5).layers[1].weight[:, :, 0, 0]
    lines = app.code[0].value.replace("−", "-").splitlines()
    assert [json.loads(line.partition(" = ")[2].partition("   ")[0]) for line in lines] == weights.tolist()
    app = type_and_check(app, {**first, next(iter(first)): "77"})
    assert len(scenes(app)) == 1
    app = type_and_check(app, first)
    second = scenes(app)[1]
    assert second["hiding"] == "products"
    np.testing.assert_array_equal(second["x"]["data"], [float(value) for value in first.values()])


def test_what_is_no_number_is_answered_and_stays_in_the_field(visit):
    app = visit(FILE, topic="counts")
    app = type_and_check(app, {"parameters": "many`<b>", "macs": ""})
    assert "parameters cannot be read: a cell must hold one number" in app.warning[0].value
    assert "1 still open" in app.warning[0].value
    assert fields(app)["parameters"].value == "many`<b>"


def test_the_counts_of_a_check_add_up_where_some_are_no_numbers(visit):
    app = visit(FILE, topic="counts")
    app = type_and_check(app, {"parameters": "14,580", "macs": ""})
    said = app.warning[0].value
    assert "'14,580' may be 14.580 or 14580" in said
    line = next(line for line in said.split("\n\n") if "still open" in line)
    right, of, wrong, still_open, unread = map(int, re.findall("[0-9]+", line))
    assert (right, wrong, still_open, unread) == (0, 0, of - 1, 1)


def test_one_more_wrong_number_is_not_said_in_the_plural():
    assert label("exercises.slips.more", count=1) == "Wrong numbers besides these: 1."


def test_an_empty_seed_is_said_to_be_empty(visit):
    assert "got an empty field." in visit(FILE, seed="").warning[0].value


@pytest.mark.parametrize("seed", ["abc", "-1", "1000000000", "1e3", "", "<b>", "٣"])
def test_a_bad_seed_is_answered_with_a_sentence_and_stays(visit, seed):
    app = visit(FILE, seed=seed)
    assert not app.exception
    assert "Seed" in app.warning[0].value
    assert app.text_input(key="seed").value == seed


def test_a_bad_topic_and_level_are_answered_with_a_sentence(visit):
    app = visit(FILE, topic="cooking", level="9")
    assert not app.exception
    assert "`cooking`" in app.warning[0].value
    assert "`9`" in app.warning[0].value


@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_a_level_may_be_asked_for_in_the_words_of_the_page(visit, level):
    app = visit(FILE, topic="stride", level=label(f"exercises.level.{level}").upper())
    assert not app.warning
    assert list(fields(app)) == list(exercise("stride", int(level), 1).answers())


@pytest.mark.parametrize("chosen", ["topic", "level", "next"])
def test_what_is_said_of_a_bad_link_goes_when_the_reader_chooses(visit, chosen):
    app = visit(FILE, topic="cooking", level="9")
    if chosen == "topic":
        app.selectbox(key="topic").select("stride")
    elif chosen == "level":
        app.get("button_group")[0].set_value("2")
    else:
        app.button(key="next").click()
    app.run()
    assert not app.exception
    assert not app.warning


@pytest.mark.parametrize("topic", TOPICS)
def test_the_layer_of_an_exercise_can_be_taken_to_check_my_work(visit, topic):
    drawn = exercise(topic, 2, 9)
    links = [each.proto for each in visit(FILE, topic=topic, level="2", seed="9").main.get("page_link")]
    assert len(links) == min(len(drawn.layers), 1)
    for each in links:
        assert each.page == "Check_my_work"
        query = dict(parse_qsl(each.query_string))
        app = visit(CHECK, **query)
        key = "check.exercise.first" if len(drawn.layers) > 1 else "check.exercise"
        topic_name, level = label(f"exercises.topic.{topic}"), label("exercises.level.2")
        words = label(key, topic=topic_name, level=level, seed=9)
        assert words in [caption.value for caption in app.caption]
        assert not app.exception
        assert not app.warning
        for scene in scenes(app)[-1:]:
            x = np.reshape(scene["x"]["data"], scene["x"]["shape"])
            np.testing.assert_array_equal(x, drawn.layers[0].x)
        other = visit(CHECK, **(query | {"exercise": f"{topic}-2-10"}))
        assert not any("exercise:" in caption.value for caption in other.caption)


@pytest.mark.parametrize("topic", ["standard", "separable"])
def test_a_wrong_answer_goes_along_to_check_my_work(visit, topic):
    drawn = exercise(topic, 1, 3)
    answers = written(drawn.answers())
    wrong = next(iter(answers))
    app = type_and_check(visit(FILE, topic=topic, seed="3"), answers | {wrong: "999"})
    (entry,) = [each.proto for each in app.main.get("page_link")]
    key = "exercises.check_work.answer.first" if len(drawn.layers) > 1 else "exercises.check_work.answer"
    assert entry.label == label(key)
    app = visit(CHECK, **dict(parse_qsl(entry.query_string)))
    first = [name for name in answers if name.startswith(wrong[0])]
    assert label("check.counts", right=len(first) - 1, wrong=1, open=0) in [
        each.value for each in app.warning
    ]


@pytest.mark.parametrize(
    "name", ["stride", "stride-2-", "stride-4-1", "cooking-1-1", "stride-1-99999", "size-1-1"]
)
def test_an_exercise_there_is_not_is_not_said_of_own_tensors(visit, name):
    stage = exercise("stride", 1, 1).layers[0]
    app = visit(CHECK, s=state_to_text(State.of(stage)), exercise=name)
    assert not app.exception
    assert not any("exercise:" in caption.value for caption in app.caption)


def test_the_next_exercise_is_the_next_seed_and_forgets_the_step(visit):
    app = visit(FILE, topic="stride", seed="9999", step="2")
    app.button(key="next").click().run()
    assert app.query_params == {"topic": "stride", "seed": "0"}
    app.button(key="next").click().run()
    assert app.query_params == {"topic": "stride"}


def test_the_topics_of_a_sheet_stand_in_the_link(visit):
    app = visit(FILE, topics="stride.grouped.nonsense", n="4")
    assert app.multiselect[0].value == ["stride", "grouped"]
    app.multiselect[0].set_value([]).run()
    assert app.query_params["topics"] == "none"
    assert "at least one topic" in app.warning[0].value


def test_the_files_of_a_sheet_hold_its_exercises():
    what = (("stride", "grouped"), 2, 8, 4)
    for write in (page, key):
        written_out = write(*what, "en", "http://a/Exercises")
        assert written_out.count("<section>") == 4
        assert written_out.count('href="http://a/Exercises?topic=') == 4
    assert table(*what, "en", "http://a/Exercises").count("grouped,2,9") == len(
        exercise("grouped", 2, 9).answers()
    )


def test_a_sheet_is_offered_for_learning_platforms_in_the_language_of_the_page(visit):
    app = visit(FILE, topics="stride.size", n="2", lang="zh")
    files = {each.proto.label: each.proto.help for each in app.get("download_button")}
    for kind in ("moodle", "gift", "qti"):
        assert files[label(f"exercises.sheet.{kind}", "zh")] == label(f"exercises.sheet.{kind}.help", "zh")


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_files_for_learning_platforms_hold_the_exercises_of_the_sheet(spoken):
    what = (("stride", "size"), 2, 9998, 3, spoken, "")
    with zipfile.ZipFile(io.BytesIO(qti(*what))) as packed:
        quiz = packed.read("dsviz_quiz/dsviz_quiz.xml").decode()
    for text, questions in ((moodle(*what), "<name>"), (gift_text(*what), "####"), (quiz, "</item>")):
        assert text.count(questions) == 3
        for topic, seed in (("stride", 9998), ("size", 9999), ("stride", 0)):
            words = {"topic": label(f"exercises.topic.{topic}", spoken), "seed": seed}
            level = label("exercises.level.2", spoken)
            assert label("exercises.sheet.code", spoken, level=level, **words) in text


def test_a_class_gets_its_files_and_its_answers_are_marked(visit):
    app = visit(FILE, pressed=("class",), topics="size", level="1", n="2", seed="7")
    assert not app.exception
    assert not [each for each in app.get("download_button") if "class-" in each.proto.id]
    names = next(each for each in app.text_area if each.key == "class-names")
    names.set_value("Ada\nada\nEmmy").run()
    assert plain("line 2: a name must stand once; got 'ada'") in app.warning[-1].value
    offered = [each.proto.label for each in app.get("download_button") if "class-" in each.proto.id]
    assert offered == [label(f"exercises.class.{kind}") for kind in ("sheets", "key", "csv", "form")]
    ada, emmy = (handout(name, ("size",), 1, 7, 2) for name in ("Ada", "Emmy"))
    answers = {each.student: each.exercises[0].answers()["height"] for each in (ada, emmy)}
    (uploader,) = (each for each in app.get("file_uploader") if each.key == "class-answers")
    lines = f"Ada,1,{answers['Ada']:.0f}\nEmmy,1,{answers['Emmy'] - 1:.0f}\nZuse,1,1\n"
    uploader.set_value([("answers.csv", lines.encode(), "text/csv")]).run()
    assert not app.exception
    assert plain("line 3: the first cell must be a name of the roster; got 'Zuse'") in app.warning[-1].value
    assert label("exercises.class.handed_in", count=2, of=2) in [each.value for each in app.markdown]
    exercises, students = (each.value for each in app.dataframe[-2:])
    assert exercises.iloc[0].tolist() == [1, 2, 0, 1, 4]
    assert students[label("exercises.class.table.student")].tolist() == ["Ada", "Emmy"]
    assert students[label("exercises.class.table.right")].tolist() == [1, 0]
    assert "Ada" not in json.dumps(dict(app.query_params))


def test_the_names_of_a_class_come_from_a_file_and_are_shown_as_they_were_read(visit):
    app = visit(FILE, pressed=("class",), topics="size", level="1", n="2", seed="7")
    uploader = next(each for each in app.get("file_uploader") if each.key == "class-file")
    uploader.set_value([("class.csv", "姓名\nChen, Wei\n李雷".encode("gb18030"), "text/csv")]).run()
    assert next(each for each in app.text_area if each.key == "class-names").value == "姓名\nChen, Wei\n李雷"
    assert label("exercises.class.count", count=2, names="Chen Wei; 李雷") in [
        each.value for each in app.caption
    ]
    uploader = next(each for each in app.get("file_uploader") if each.key == "class-file")
    uploader.set_value([("picture.csv", bytes(40), "text/csv")]).run()
    assert plain(RosterError("file-text").sentence()) in app.warning[-1].value
    assert next(each for each in app.text_area if each.key == "class-names").value == "姓名\nChen, Wei\n李雷"


def test_it_is_said_that_the_names_of_a_file_take_the_place_of_typed_ones(visit):
    app = visit(FILE, pressed=("class",), topics="size", level="1", n="2", seed="7")

    def upload(text):
        uploader = next(each for each in app.get("file_uploader") if each.key == "class-file")
        uploader.set_value([("class.csv", text.encode(), "text/csv")]).run()
        return label("exercises.class.replaced") in [each.value for each in app.caption]

    assert not upload("Ada\nEmmy")  # where nothing stood
    assert not upload("Ada\r\nEmmy\r\n")  # the same names
    next(each for each in app.text_area if each.key == "class-names").set_value("Zuse").run()
    assert upload("Ada\nGrace")
    assert next(each for each in app.text_area if each.key == "class-names").value == "Ada\nGrace"


def test_an_exercise_left_blank_has_no_students():
    handouts = [handout(name, ("size",), 1, 7, 3) for name in ("Ada", "Emmy")]
    texts, _ = read_returned("Ada,1,1,1\nAda,2,,\nEmmy,1,1,1\nEmmy,2,5,\nEmmy,3,,", handouts)
    report = class_report(handouts, texts)
    rows = exercise_rows(report)
    assert [(row["exercise"], row["students"]) for row in rows] == [(1, 2), (2, 1), (3, 0)]
    assert rows[1]["asked"] == 2
    assert [row["exercises"] for row in student_rows(report)] == [1, 2]


def test_answers_to_another_sheet_are_asked_about(visit):
    app = visit(FILE, pressed=("class",), topics="size", level="1", n="10", seed="12")
    next(each for each in app.text_area if each.key == "class-names").set_value("Ada").run()
    (uploader,) = (each for each in app.get("file_uploader") if each.key == "class-answers")
    lines = "\n".join(f"Ada,{number},1000,1000" for number in range(1, 11))
    uploader.set_value([("answers.csv", lines.encode(), "text/csv")]).run()
    said = label("exercises.class.other", right=0, given=20, seed=12)
    assert said in [each.value for each in app.warning]
    right = handout("Ada", ("size",), 1, 12, 10)
    lines = "\n".join(
        ",".join(["Ada", str(number), *(f"{value:.0f}" for value in each.answers().values())])
        for number, each in enumerate(right.exercises, 1)
    )
    (uploader,) = (each for each in app.get("file_uploader") if each.key == "class-answers")
    uploader.set_value([("answers.csv", lines.encode(), "text/csv")]).run()
    assert not app.warning


def test_a_growing_series_opens_by_its_link_and_is_a_sheet(visit):
    app = visit("Exercises", topic="growing", level="5", seed="7")
    assert not app.exception
    assert not app.warning
    assert app.selectbox(key="level").value == "5"
    assert any("stride 2" in each.value for each in app.markdown)
    count = label("exercises.sheet.growing", count=8, seed=7)
    assert count in [each.value for each in app.markdown]
    app.button("next").click().run()
    assert (app.query_params["level"], app.query_params["seed"]) == ("6", "7")
    app = visit("Exercises", topic="growing", level="8", seed="7")
    app.button("next").click().run()
    assert "level" not in app.query_params
    assert app.query_params["seed"] == "8"
    app = visit("Exercises", topic="growing", level="5", seed="7")
    # Another topic has other levels.
    app.selectbox(key="topic").select("stride").run()
    assert "level" not in app.query_params
    assert not app.warning


def test_a_sheet_grows_where_its_link_says_so(visit):
    app = visit("Exercises", series="growing", count="3", seed="7")
    assert label("exercises.sheet.growing", count=3, seed=7) in [each.value for each in app.markdown]
    assert not [each for each in app.multiselect if each.key == "topics"]
    assert label("exercises.sheet.text", count=3, seed=7) in [
        each.value for each in visit("Exercises", count="3", seed="7").markdown
    ]
