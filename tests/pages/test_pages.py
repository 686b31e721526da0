"""Every page with every example: no exception, and the stage is fed torch's numbers."""

import json
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.examples import ALL, by_topic, get
from dsviz.ui.shell.page import SECTIONS

LESSONS = {page.key: page.address for page in SECTIONS["lessons"] if by_topic(page.key)}
# How many stages move on the pages whose subject is the stage.
STAGES = {"home": 1, "standard": 1, "depthwise": 1, "pointwise": 1, "separable": 2}
LESSON_EXAMPLES = [(LESSONS[example.topic], example.id) for example in ALL]


def scenes(app):
    return [json.loads(stage.proto.json)[0] for stage in app.get("bidi_component")]


def tensor(scene, name):
    return np.reshape(scene[name]["data"], scene[name]["shape"]) if name in scene else None


def text_of(app):
    return "\n".join(
        each.value for each in (*app.markdown, *app.caption, *app.header, *app.subheader, *app.info)
    )


def torch_output(scene):
    x, w, b = (
        None if tensor(scene, name) is None else torch.tensor(tensor(scene, name), dtype=torch.float64)
        for name in "xwb"
    )
    spec = scene["spec"]
    (top, bottom), (left, right) = spec["padding"]
    settings = {name: spec[name] for name in ("stride", "dilation", "groups")}
    return F.conv2d(F.pad(x, (left, right, top, bottom)), w, b, **settings).numpy()


@pytest.mark.parametrize(
    "page", [page for pages in SECTIONS.values() for page in pages], ids=lambda page: page.key
)
def test_a_page_opens_with_its_title_its_stages_and_the_way_to_the_others(visit, page):
    app = visit(page.address)
    assert not app.exception
    assert [title.value for title in app.title] == [label(f"page.{page.key}.title")]
    assert len(scenes(app)) == STAGES.get(page.key, len(scenes(app)))
    # Streamlit draws the sidebar from what it was told of the pages.
    *links, beside, old_home = [info["page_name"] for info in app._registered_pages.values()]
    assert (beside, old_home) == ("Links", "app")
    assert links == [label(f"page.{each.key}.short") for pages in SECTIONS.values() for each in pages]


def test_three_doors_lead_in_and_document_001s_example_moves_at_home(visit):
    app = visit("")
    links = [link.proto for link in app.main.get("page_link")]
    doors = [(link.label.partition(" :small[")[0], link.page, link.query_string) for link in links[:3]]
    assert doors == [
        ("**Teach**: let a guide lead", "Standard_convolution", "guide=standard.1"),
        ("**Explore**: your own numbers", "Playground", ""),
        ("**Check**: a result worked out by hand", "Check_my_work", ""),
    ]
    others = [page for name, pages in SECTIONS.items() if name != "start" for page in pages]
    assert [link.label for link in links[3:]] == [
        f"{label(f'page.{page.key}.title')} :small[{label(f'page.{page.key}.line')}]" for page in others
    ]
    (scene,) = scenes(app)
    np.testing.assert_array_equal(tensor(scene, "y"), get("depthwise-tensorflow").printed)


@pytest.mark.parametrize(("address", "example_id"), LESSON_EXAMPLES)
def test_a_link_opens_its_example_with_torchs_numbers(visit, address, example_id):
    app = visit(address, example=example_id)
    assert not app.exception
    assert app.selectbox[0].value == example_id
    assert not app.info
    known = get(example_id)
    for scene, example in zip(scenes(app), getattr(known, "layers", (known,)), strict=True):
        np.testing.assert_array_equal(tensor(scene, "x"), example.layer.x)
        np.testing.assert_array_equal(tensor(scene, "w"), example.layer.weight)
        np.testing.assert_array_equal(tensor(scene, "y"), torch_output(scene))
        assert scene["check"]["engine"] == "torch"
        assert scene["check"]["disagreement"] == 0
    asked = [each.proto.label for each in app.main.get("page_link")]
    assert asked == [label("result.documents")] * known.document[:3].isdigit()


@pytest.mark.parametrize(
    "example", [each for each in ALL if each.topic != "separable"], ids=lambda each: each.id
)
def test_the_page_states_what_the_document_prints(visit, example):
    said = text_of(visit(LESSONS[example.topic], example=example.id))
    source = label(f"document.{example.document or 'own'}")
    facts = {"engine": "PyTorch", "source": source, "wrong": 0}
    if example.printed is not None:
        assert label("result.equal", **facts, count=example.printed.size) in said
    elif example.expected is not None:
        assert label("result.expected", **facts, count=example.expected.size) in said
    else:
        assert label("result.not_printed") in said
    assert label("result.reference", difference="0") in said


@pytest.mark.parametrize(
    "example", [each for each in ALL if getattr(each, "printed", None) is not None], ids=lambda each: each.id
)
def test_torchs_result_stands_beside_the_printed_one_in_the_documents_layout(visit, example):
    ours, theirs = (
        each.value.partition("\n") for each in visit(LESSONS[example.topic], example=example.id).code[:2]
    )
    assert ours[0] == "PyTorch gives"
    assert theirs[0] == f"{label(f'document.{example.document}')} prints"
    printed = example.printed if example.layout == "NCHW" else np.moveaxis(example.printed, 0, -1)
    for numbers in (ours[2], theirs[2]):
        np.testing.assert_array_equal(json.loads(numbers), [printed])


DECIMALS = {"edits": "x_0_0_0_0.1~x_0_1_1_0.3~x_1_1_1_0.7~w_1_0_0_0_0.1"}


def test_numbers_changed_to_decimals_agree_up_to_rounding(visit):
    for key, topic, count in (("depthwise", "sums", 4), ("separable", "separable", 12)):
        said = text_of(visit(LESSONS[key], **DECIMALS))
        before = label(f"{topic}.rounds", count=count, difference="|").partition("|")[0]
        assert before in said
        assert float(said.partition(before)[2].split()[0].strip(".").replace("−", "-")) < 1e-14
        note = label(f"example.{by_topic(key)[0].id}.note")
        assert label("result.note_before", note=note) in said


@pytest.mark.parametrize("change", [{}, DECIMALS, {"edits": "x_0_0_0_7654321~x_1_2_2_-0.001"}])
@pytest.mark.parametrize("key", LESSONS)
def test_the_code_on_the_page_prints_the_numbers_on_the_page(visit, capsys, key, change):
    app = visit(LESSONS[key], **change)
    codes = [each.value for each in app.code if each.language == "python"]
    for code, scene in zip(codes, scenes(app), strict=True):
        exec(compile(code, "<shown on the page>", "exec"), {})
        printed = eval(capsys.readouterr().out, {"tensor": torch.tensor, "torch": torch})
        np.testing.assert_array_equal(np.asarray(printed), torch_output(scene))


@pytest.mark.parametrize(("address", "example_id"), LESSON_EXAMPLES)
def test_a_stage_is_sent_at_most_2_kb_and_12_bytes_an_element(visit, address, example_id):
    app = visit(address, example=example_id)
    for stage, scene in zip(app.get("bidi_component"), scenes(app), strict=True):
        elements = sum(len(scene[name]["data"]) for name in "xwyb" if name in scene)
        # A guide is words, those of the stage with it, and layers that it lends: weighed by itself.
        told = [scene.get("guides", []), scene["labels"]]
        guides = len(json.dumps(told, ensure_ascii=False).encode())
        assert guides <= 24_000
        assert len(stage.proto.json.encode()) - guides <= 2048 + 12 * elements


def test_the_second_stage_is_fed_by_the_firsts_real_output(visit):
    for chain in by_topic("separable"):
        first, second = scenes(visit(LESSONS["separable"], example=chain.id))
        np.testing.assert_array_equal(tensor(second, "x"), tensor(first, "y"))
        assert (first["param"], second["param"]) == ("step", "step2")


@pytest.mark.parametrize("key", LESSONS)
@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("nothing-like-it", "`nothing-like-it`"),
        ("![](//evil.test/x.png)", "`![](//evil.test/x.png)`"),
        ("9" * 5000, f"`{'9' * 40}…`"),
    ],
)
def test_an_unknown_example_is_answered_with_a_sentence_and_the_first_one(visit, key, asked, written):
    app = visit(LESSONS[key], example=asked)
    first = by_topic(key)[0].id
    assert not app.exception
    assert app.selectbox[0].value == first
    shown = label(f"example.{first}.title")
    assert [info.value for info in app.info] == [label("lesson.unknown", asked=written, shown=shown)]


@pytest.mark.parametrize("param", ["edits", "edits2"])
@pytest.mark.parametrize(
    "damaged",
    [
        *("x_9_9_9_1", "q_0_1", "x_0", "~~~", "x_0_0_0_nan", "x_0_0_0_1e999"),
        *("![](//evil.test/x)_0_1", "x_0_0_0_1~" * 400 + "?"),
    ],
)
def test_a_damaged_change_is_answered_and_the_example_shown_as_it_was(visit, param, damaged):
    app = visit(LESSONS["separable"], **{param: damaged})
    assert not app.exception
    before, after = label("changes.damaged", reason="|").split("|")
    assert len(app.info) == 1
    assert app.info[0].value.startswith(before)
    assert app.info[0].value.endswith(after)
    assert "![" not in app.info[0].value
    np.testing.assert_array_equal(tensor(scenes(app)[0], "x"), by_topic("separable")[0].layers[0].layer.x)


def test_choosing_an_example_writes_the_link_and_drops_the_old_examples_step(visit):
    app = visit(LESSONS["standard"], step="7", lang="en")
    app.selectbox[0].set_value("standard-draw-b").run()
    assert app.query_params == {"lang": "en", "example": "standard-draw-b"}
    app.selectbox[0].set_value("standard-cs231n").run()
    assert app.query_params == {"lang": "en"}
    assert scenes(app)[0]["title"] == label("example.standard-cs231n.title")


def test_the_stage_keeps_its_place_on_the_page_whatever_the_example(visit):
    app = visit(LESSONS["standard"])
    before = app.get("bidi_component")[0].proto.id
    app.selectbox[0].set_value("standard-guide").run()
    assert app.get("bidi_component")[0].proto.id == before


def test_the_depthwise_page_shows_conv2d_as_the_channel_sums(visit):
    for example in by_topic("depthwise"):
        app = visit(LESSONS["depthwise"], example=example.id)
        multiplier = len(example.layer.weight) // len(example.layer.x)
        rows, columns = example.layer.spec.output_size(
            example.layer.x.shape[1:], example.layer.weight.shape[2:]
        )
        assert label("sums.agree", count=multiplier * rows * columns, wrong=0) in text_of(app)


def test_the_separable_page_counts_both_ways(visit):
    said = text_of(visit(LESSONS["separable"], example="separable-picture"))
    for cell in ("3×3×3 = 27", "27 × 3×3 = 243", "3×4 = 12", "12 × 3×3 = 108", "27 + 12 = **39**"):
        assert cell in said
    for cell in ("243 + 108 = **351**", "3×3×3×4 = 108", "108 × 3×3 = 972", "39 / 108 = 13/36 ≈ 0.361"):
        assert cell in said
    assert label("separable.agree", count=36, wrong=0) in said


def test_the_same_code_stands_on_the_page(visit):
    app = visit(LESSONS["depthwise"], example="depthwise-same-stride-2")
    code, tensors = (each.value for each in app.code[-2:])
    assert "F.pad(x, (0, 1, 0, 1))" in code
    assert tensors.startswith("x  NHWC (1, 3, 3, 2)")


WITH_FORMULAS = ["separable", "transposed", "grouped", "formulas", "non_local", "errata", "factoring"]


@pytest.mark.parametrize("key", WITH_FORMULAS)
def test_no_line_of_chinese_can_begin_with_the_mark_behind_a_formula(visit, key):
    (address,) = [page.address for pages in SECTIONS.values() for page in pages if page.key == key]
    written = text_of(visit(address, lang="zh"))
    assert "$" in written
    assert re.findall(r"(?<![\\$])\$[^$\n]+\$[，。；：、）]", written) == []
    assert re.findall(r"\\text\{.\}\$\$", written) == []  # which would begin a formula of its own
