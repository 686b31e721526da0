"""A published course: plain files that lead to one another and nowhere else, with the engine's numbers."""

import gzip
import json
import re
from html import unescape
from pathlib import PurePosixPath

import numpy as np
import pytest
import torch

from dsviz.content import label
from dsviz.course.command import publish
from dsviz.course.lessons import ADDRESSES, IN_THE_APP, LESSONS, SHAPE, USUAL_GROUPS, fields_of, shown_in
from dsviz.course.publish import course, single
from dsviz.examples.backward import BACKWARD
from dsviz.examples.chains import CHAINS
from dsviz.examples.transposed import TRANSPOSED
from dsviz.guides import ALL
from dsviz.stage.bundles import bundle
from dsviz.ui.grouped.lesson import SHAPE_SEED, C, G, K, N
from dsviz.ui.inputs import names
from dsviz.ui.inputs.names import EDITS_ON, EXAMPLE, GROUPS, OF_ONE_EXAMPLE
from dsviz.ui.shell.page import page_of
from dsviz.ui.shell.params import Param

LANGUAGES = ("en", "zh")
CHOSEN_BY = {
    "grouped": (GROUPS,),
    "several": (names.CHAIN, names.LAYER),
    "backward": (EXAMPLE, names.GRADIENT, names.VIEW),
    "transposed": (EXAMPLE, names.VIEW),
}
LEADS = re.compile(r'(?:href|src)="([^"]*)"')
DATA = re.compile(r'<script type="application/json" id="lesson">(.*?)</script>', re.S)
# What is printed in documents or was worked out by hand: lesson -> the output of what it opens with.
OPENS_WITH = {
    "standard": [[[1, 0, -3], [-6, 1, 1], [4, -3, 1]], [[-1, -6, -4], [-2, -3, -4], [-1, -3, -3]]],
    "depthwise": [[[-2, 12], [17, -13]], [[18, 21], [-7, 16]]],
}


@pytest.fixture(scope="module")
def files():
    return course()


def pages(files):
    return {name: text for name, text in files.items() if name.endswith(".html")}


def data_of(page):
    return json.loads(DATA.search(page)[1])


def array_of(tensor):
    assert isinstance(tensor["data"], list)
    return np.array(tensor["data"]).reshape(tensor["shape"])


def test_a_course_has_a_page_for_each_lesson_and_language_and_shares_style_and_script(files):
    wanted = {
        f"{language}/{lesson}.html"
        for language in LANGUAGES
        for lesson in (*LESSONS, "cost", "errata", "formulas")
    } | {"index.html"}
    assert set(pages(files)) == wanted
    kinds = sorted(PurePosixPath(name).suffix for name in files if name.startswith("assets/"))
    assert kinds == [".css", ".js"]
    assert not any(bundle("course.js")[100:400] in page for page in pages(files).values())


def test_every_way_leads_to_a_file_of_the_course_and_none_to_another_server(files):
    for name, page in pages(files).items():
        for way in map(unescape, LEADS.findall(page)):
            if way.startswith("data:"):
                continue
            parts = []
            for part in (PurePosixPath(name).parent / way.partition("?")[0]).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in files, (name, way)
        named = re.findall(r"https?://[^\"'\s<]+", unescape(page).replace("%22", '"'))
        assert all(each.startswith("http://www.w3.org/") for each in named), name


@pytest.mark.parametrize("lesson", OPENS_WITH)
def test_the_stage_is_fed_what_the_document_prints(files, lesson):
    for language in LANGUAGES:
        first = data_of(files[f"{language}/{lesson}.html"])["shown"][0]["stages"][0]
        assert array_of(first["y"]).tolist() == OPENS_WITH[lesson]
        assert first["check"]["engine"] == "torch"


@pytest.mark.parametrize("lesson", ["standard", "pointwise", "grouped", "one_dimension"])
def test_all_that_a_lesson_shows_is_torchs(files, lesson):
    shown = data_of(files[f"en/{lesson}.html"])["shown"]
    assert [each["id"] for each in shown] == [each.id for each in shown_in(lesson)]
    for each in shown:
        (scene,) = each["stages"]
        if "pixels" in scene:
            continue
        x, w, y = (torch.tensor(array_of(scene[name]), dtype=torch.float64) for name in "xwy")
        spec, bias = scene["spec"], scene.get("b")
        (top, bottom), (left, right) = spec["padding"]
        padded = torch.nn.functional.pad(x, (left, right, top, bottom))
        b = None if bias is None else torch.tensor(array_of(bias), dtype=torch.float64)
        torch.testing.assert_close(
            torch.nn.functional.conv2d(
                padded[None], w, b, spec["stride"], 0, spec["dilation"], spec["groups"]
            )[0],
            y,
        )


def test_a_page_says_what_computed_it_and_holds_its_words_in_its_language(files):
    for language, tag in (("en", "en"), ("zh", "zh-Hans")):
        for lesson in LESSONS:
            page = files[f"{language}/{lesson}.html"]
            assert f'<html lang="{tag}">' in page
            assert f"PyTorch {torch.__version__}" in page
            assert label(f"page.{lesson}.title", language) in page
            assert label("course.changed", language) in page
            told = data_of(page)["labels"]
            assert told["waiting"] == label("stage_course.waiting", language)
    assert "步幅" in files["zh/standard.html"]
    assert "<mfrac>" in files["en/separable.html"]
    assert "$" not in re.sub(r"<script.*?</script>|<pre.*?</pre>", "", files["en/separable.html"], flags=re.S)


@pytest.mark.parametrize(("language", "words"), [("en", "one standard convolution"), ("zh", "一个标准卷积")])
def test_the_one_layer_stands_beside_the_pair_and_a_guide_hides_neither(files, language, words):
    opening = files[f"{language}/separable.html"].split('class="opening"')[1].split("<main")[0]
    opening = opening[: opening.index("<script")]
    assert f"<figcaption>{words}</figcaption>" in opening
    assert "own-layer" not in opening


def test_the_maps_have_every_number_and_its_sum(files):
    page = files["en/standard.html"]
    assert "<title>y[0,0,0] = 1 + (−1) + 0 + 1 = 1</title>" in page
    first = page.split('<div class="answers">')[1].split('<div data-shown="standard-draw-a"')[0]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", first) == [
        *("1", "0", "−3", "−6", "1", "1", "4", "−3", "1"),
        *("−1", "−6", "−4", "−2", "−3", "−4", "−1", "−3", "−3"),
    ]


@pytest.mark.parametrize("lesson", ["pointwise", "backward"])
def test_one_lesson_alone_needs_no_other_file(lesson):
    page = single(lesson, "zh")
    elements = re.sub(r"(?<=<script>).*?(?=</script>)", "", page, flags=re.S)
    assert [way for way in LEADS.findall(elements) if not way.startswith("data:")] == []
    assert page.count("</script>") == 2
    assert "addEventListener" in page
    assert ".dsviz-stage" in page


def test_its_links_hold_what_the_apps_hold():
    assert {lesson: page_of(lesson).address for lesson in LESSONS} == ADDRESSES
    params = {lesson: [field.param for field in fields_of(lesson, "en")] for lesson in LESSONS}
    assert params == {
        lesson: [param.name for param in CHOSEN_BY.get(lesson, (EXAMPLE,))] for lesson in LESSONS
    }
    declared = {param.name for param in vars(names).values() if isinstance(param, Param)}
    assert declared >= {name for each in IN_THE_APP.values() for name in each}
    asked = (C.default, N.default, K.default, SHAPE_SEED.default, G.default)
    assert tuple(map(int, asked)) == (
        SHAPE.in_channels,
        SHAPE.out_channels,
        SHAPE.kernel,
        SHAPE.seed,
        USUAL_GROUPS,
    )
    script = bundle("course.js")
    for name in {*OF_ONE_EXAMPLE, *EDITS_ON.values()}:
        assert f'"{name}"' in script


def test_the_guide_of_a_lesson_leads_on_to_the_next_ones_file(files):
    guides = [data_of(files[f"en/{lesson}.html"])["guides"] for lesson in LESSONS]
    assert [guide["id"] for each in guides for guide in each] == [guide.id for guide in ALL]
    onward = [guide["onward"]["to"] for each in guides for guide in each if "onward" in guide]
    assert onward == [
        "depthwise.html?guide=depthwise.1",
        "pointwise.html?guide=pointwise.1",
        "separable.html?guide=separable.1",
        "grouped.html?guide=grouped.1",
        "several.html?guide=several.1",
        "one_dimension.html?guide=row.1",
        "backward.html?guide=backward.1",
        "transposed.html?guide=transposed.1",
    ]
    assert "onward" not in data_of(single("standard", "en"))["guides"][0]
    two = course(("standard", "grouped"), ("en",))
    assert "onward" not in data_of(two["en/standard.html"])["guides"][0]
    # What the page opens with is lent by nobody, so that it can be led through as it is.
    assert data_of(files["en/standard.html"])["own"] == {"standard-cs231n": {"standard": ["standard"]}}


def test_the_command_writes_what_it_is_asked_for(tmp_path, capsys, monkeypatch):
    publish([str(tmp_path / "out"), "--lessons", "grouped", "standard", "--language", "zh"])
    found = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.html"))
    assert found == [
        "out/index.html",
        "out/zh/cost.html",
        "out/zh/errata.html",
        "out/zh/formulas.html",
        "out/zh/grouped.html",
        "out/zh/standard.html",
    ]
    assert capsys.readouterr().out.startswith("8 files")
    publish([str(tmp_path / "one.html"), "--single", "standard"])
    assert re.fullmatch(r"1 file, \d+ KB: .*one\.html\n", capsys.readouterr().out)
    assert '<html lang="en">' in (tmp_path / "one.html").read_text(encoding="utf-8")
    publish([str(tmp_path), "--single", "standard", "--language", "en", "zh"])
    assert (tmp_path / "standard.zh.html").is_file()
    with pytest.raises(SystemExit):
        publish([str(tmp_path), "--lessons", "poetry"])
    with pytest.raises(SystemExit):
        publish([])
    monkeypatch.chdir(tmp_path)
    publish(["--single", "pointwise"])
    assert (tmp_path / "pointwise.html").is_file()
    publish(["--single", "pointwise", "--language", "zh", "en"])
    assert '<html lang="en">' in (tmp_path / "pointwise.html").read_text(encoding="utf-8")
    assert '<html lang="zh' in (tmp_path / "pointwise.zh.html").read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match=r"one\.html.* cannot be written"):
        publish([str(tmp_path / "one.html" / "course"), "--lessons", "standard", "--language", "en"])


def test_a_lesson_with_its_style_and_script_is_at_most_150_kb_on_its_way(files):
    sent = {name: len(gzip.compress(text.encode())) for name, text in files.items()}
    shared = sum(size for name, size in sent.items() if name.startswith("assets/"))
    assert {name: size for name, size in sent.items() if size + shared > 150_000} == {}


@pytest.mark.parametrize("lesson", ["standard", "depthwise", "separable"])
def test_the_drawings_of_other_examples_are_read_when_they_are_shown(files, lesson):
    shown, *others = re.split(r'<div data-shown="[^"]*" hidden>', files[f"en/{lesson}.html"])
    assert "<img " in shown
    assert "lazy" not in shown
    waits = ["lazy" in image for other in others for image in re.findall(r"<img [^>]*>", other)]
    assert sum(waits) > 2


def test_only_where_numbers_can_be_changed_a_page_says_who_computes_them(files):
    said = label("course.computed", torch="", numpy="", version="").split(". ")[-2]
    assert said.startswith("The numbers that you change")
    for lesson in LESSONS:
        page = files[f"en/{lesson}.html"]
        editing = ["editing" in stage for each in data_of(page)["shown"] for stage in each["stages"]]
        assert (said in page) == any(editing) == all(editing), lesson


def test_a_row_says_what_its_outputs_read_and_what_they_are(files):
    page = files["en/one_dimension.html"]
    # 1 to 5 with 1, 10, 100, causal: two zeros before the row.
    part = page.split('<div data-shown="causal" hidden>')[1].split("<div data-shown")[0]
    assert label("one_dimension.is_causal").split("**")[2] in part
    assert re.findall(r"<strong>(\d+)</strong></td>", part) == ["100", "210", "321", "432", "543"]
    assert "F.pad(x, (2, 0))" in part
    dilated = page.split('<div data-shown="dilated" hidden>')[1].split("<div data-shown")[0]
    assert "dilation=2" in dilated
    first = page.split('<div data-shown="valid">')[1].split("<div data-shown")[0]
    assert "reads 2 that come later" in first
    assert label("one_dimension.volume.text", first=19, second=249, total=268).split("**")[2] in page
    assert label("course.one_dimension.app", "zh") in files["zh/one_dimension.html"]


def part_of(page, which):
    """What is said under the stage where this is shown."""
    answers = page.split('<div class="answers">')[1]
    return answers.split(f'<div data-shown="{which}"')[1].split("<div data-shown")[0]


def of_autograd(each):
    """The gradients of a layer by the names of the link, and what it gives."""
    layer = each.layer
    x, w = (torch.tensor(values, requires_grad=True) for values in (layer.x, layer.weight))
    b = None if layer.bias is None else torch.tensor(layer.bias, requires_grad=True)
    (top, bottom), (left, right) = layer.pads
    padded = torch.nn.functional.pad(x, (left, right, top, bottom))
    spec = layer.spec
    y = torch.nn.functional.conv2d(padded[None], w, b, spec.stride, 0, spec.dilation, spec.groups)[0]
    y.backward(torch.tensor(each.dy))
    found = {"y": y.detach(), "x": x.grad, "weight": w.grad} | ({} if b is None else {"bias": b.grad})
    return {name: values.numpy().ravel().tolist() for name, values in found.items()}


def test_every_gradient_that_the_stage_shows_is_autograds(files):
    shown = {each["id"]: each["stages"][0] for each in data_of(files["en/backward.html"])["shown"]}
    assert list(shown)[:4] == [f"depthwise.{each}" for each in ("weight", "y", "x.gather", "x.scatter")]
    assert "standard.bias" in shown
    for name, each in BACKWARD.items():
        for gradient, wanted in of_autograd(each).items():
            if gradient != "x":
                scene = shown[f"{name}.{gradient}"]
                of = scene.get("copies", {}).get("y", {}).get("of") or range(len(scene["y"]["data"]))
                maps = sorted(zip(of, array_of(scene["y"]).tolist(), strict=False))
                assert np.ravel([values for _, values in maps]).tolist() == wanted
                continue
            assert array_of(shown[f"{name}.x.gather"]["y"]).ravel().tolist() == wanted
            # A scatter's map is called x: its numbers come to stand there.
            assert array_of(shown[f"{name}.x.scatter"]["x"]).ravel().tolist() == wanted


def test_a_transposed_layer_is_torchs_in_both_views(files):
    shown = {each["id"]: each["stages"][0] for each in data_of(files["zh/transposed.html"])["shown"]}
    for name, layer in TRANSPOSED.items():
        spec = layer.spec
        (top, bottom), (left, right) = spec.padding
        y = torch.nn.functional.conv_transpose2d(
            torch.tensor(layer.x)[None],
            torch.tensor(layer.weight),
            None,
            spec.stride,
            0,
            spec.output_padding if name != "output-padded" else 0,
            spec.groups,
            spec.dilation,
        )[0]
        wanted = y[:, top : y.shape[1] - bottom, left : y.shape[2] - right]
        if name == "output-padded":  # the frame takes no row from the end but the one that this gives back
            wanted = y[:, top:, left:]
        for view, letter in (("scatter", "x"), ("gather", "y")):
            assert array_of(shown[f"{name}.{view}"][letter]).tolist() == wanted.tolist()


def test_each_view_has_its_own_words_and_the_rest_is_said_once(files):
    for page, own in (
        ("backward", ["depthwise.weight", "depthwise.x.scatter", "groups.y"]),
        ("transposed", ["strided.gather", "dilated.scatter"]),
    ):
        data = data_of(files[f"en/{page}.html"])
        told = {each["id"]: data["labels"] | each["stages"][0].get("labels", {}) for each in data["shown"]}
        assert len({told[each]["copied_y"] for each in own if not each.endswith(".y")}) > 1
        beside = files[f"en/{page}.html"].split('<div class="answers-hidden">')[0]
        assert all(f'<div data-shown="{each}"' in beside for each in own)


def test_a_backward_pass_says_where_it_turns_and_prints_its_gradients(files):
    page = files["en/backward.html"]
    first, strided = part_of(page, "depthwise"), part_of(page, "stride")
    # Document 001's kernel 3 -2; -1 4, turned; dx and dw of its first channel, by hand.
    assert "4 −1\n−2  3</pre>" in first
    assert "3  4 −4" in first
    assert " 7 14\n 6 12" in first
    assert label("backward.stride.none").split("**")[2] in first
    assert label("backward.stride", h=2, w=2).split("**")[2] in strided
    assert "1 0 1\n0 0 0\n1 0 1</pre>" in strided
    assert "torch.autograd" in first or ".backward(" in first
    assert label("course.backward.app", "zh") in files["zh/backward.html"]
    assert label("page.backward.title") in files["index.html"]


def test_a_transposed_layer_says_its_size_its_overlaps_and_what_is_added(files):
    page = files["en/transposed.html"]
    first, more = part_of(page, "strided"), part_of(page, "output-padded")
    assert "(2 − 1) × 2 − 0 + 1 × (3 − 1) + 0 + 1 = <strong>5</strong>" in first
    assert f"<figcaption>{label('transposed.overlaps.table')}</figcaption>" in first
    assert (
        label("transposed.overlaps.alt", values="1, 1, 2, 1, 1; 1, 1, 2, 1, 1; 2, 2, 4, 2, 2")[:-1] in first
    )
    heavy = f"<title>{label('transposed.overlaps.hover', row=2, column=2, count=4)}</title>"
    light = f"<title>{label('transposed.overlaps.hover', row=0, column=0, count=1)}</title>"
    fills = [first.split(told)[1].split('style="fill:')[1].split('"')[0] for told in (light, heavy)]
    assert len({*fills}) == 2
    assert "<title>y[0,2,2] = 1 × 9 + 2 × 7 + 3 × 3 + 4 × 1 = 36</title>" in first
    assert "<li>y[0,0,3] = 2 × 6 = 12</li>" in more
    assert more.count("<li>") == 7
    assert "<summary>Keras</summary>" in first
    assert "<summary>Keras</summary>" not in part_of(page, "depthwise")
    assert label("course.transposed.app") in page


def test_layers_in_a_row_are_torchs_and_what_the_output_saw_is_framed(files):
    shown = {each["id"]: each["stages"][0] for each in data_of(files["en/several.html"])["shown"]}
    assert list(shown)[:3] == ["twice.1", "twice.2", "five.1"]
    for name, each in CHAINS.items():
        z = torch.tensor(each.x, dtype=torch.float64)
        for at, layer in enumerate(each.layers, 1):
            settings = {**layer, "weight": torch.tensor(layer["weight"], dtype=torch.float64)}
            if settings.get("bias"):
                settings["bias"] = torch.tensor(settings["bias"], dtype=torch.float64)
            is_row = z.ndim == 2
            if settings.get("padding") == "causal":
                z = torch.nn.functional.pad(z, (settings["dilation"] * (settings["weight"].shape[-1] - 1), 0))
                settings["padding"] = 0
            convolve = torch.nn.functional.conv1d if is_row else torch.nn.functional.conv2d
            z = convolve(z[None], **settings)[0]
            assert array_of(shown[f"{name}.{at}"]["y"]).ravel().tolist() == z.ravel().tolist()
    first = part_of(files["en/several.html"], "twice")
    # y[0,1,1] of twice 3x3 saw 5x5 of x, 3x3 of z1, itself; and the paths' and the gradient's 5x5.
    assert first.count('class="seen"') == 25 + 9 + 1 + 25 + 25
    assert "<title>paths from y[0,1,1] back to x[0,3,3]: 9</title>" in first
    assert "y[0,1,1] ← z1[0,2,2] ← x[0,3,3]:  −1×2 = −2" in first
    assert "3 + (3 − 1)×1×1 = 5" in first
    assert label("several.same", count=9, wrong=0, two=18, one=25).split("**")[2] in first
    assert label("course.several.app", "zh") in files["zh/several.html"]
    assert label("course.several.look", "zh") in files["zh/several.html"]
