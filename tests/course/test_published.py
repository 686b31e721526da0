"""A published course: plain files that lead to one another and nowhere else, with the engine's numbers."""

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
from dsviz.stage.bundles import bundle
from dsviz.ui.grouped.lesson import SHAPE_SEED, C, G, K, N
from dsviz.ui.inputs import names
from dsviz.ui.inputs.names import EDITS_ON, EXAMPLE, GROUPS, OF_ONE_EXAMPLE
from dsviz.ui.shell.page import page_of
from dsviz.ui.shell.params import Param

LANGUAGES = ("en", "zh")
CHOSEN_BY = {"grouped": (GROUPS,)}
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
        f"{language}/{lesson}.html" for language in LANGUAGES for lesson in (*LESSONS, "errata", "formulas")
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


def test_one_lesson_alone_needs_no_other_file():
    page = single("pointwise", "zh")
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
    assert [guide["id"] for each in guides for guide in each] == [
        *("standard", "depthwise", "pointwise", "separable", "cheaper", "grouped", "row")
    ]
    onward = [guide["onward"]["to"] for each in guides for guide in each if "onward" in guide]
    assert onward == [
        "depthwise.html?guide=depthwise.1",
        "pointwise.html?guide=pointwise.1",
        "separable.html?guide=separable.1",
        "grouped.html?guide=grouped.1",
    ]
    assert "onward" not in data_of(single("standard", "en"))["guides"][0]
    two = course(("standard", "grouped"), ("en",))
    assert "onward" not in data_of(two["en/standard.html"])["guides"][0]
    # What the page opens with is lent by nobody, so that it can be led through as it is.
    assert data_of(files["en/standard.html"])["own"] == {"standard-cs231n": {"standard": ["standard"]}}


def test_the_command_writes_what_it_is_asked_for(tmp_path, capsys):
    publish([str(tmp_path / "out"), "--lessons", "grouped", "standard", "--language", "zh"])
    found = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.html"))
    assert found == [
        "out/index.html",
        "out/zh/errata.html",
        "out/zh/formulas.html",
        "out/zh/grouped.html",
        "out/zh/standard.html",
    ]
    assert capsys.readouterr().out.startswith("7 files")
    publish([str(tmp_path / "one.html"), "--single", "standard"])
    assert '<html lang="en">' in (tmp_path / "one.html").read_text(encoding="utf-8")
    publish([str(tmp_path), "--single", "standard", "--language", "en", "zh"])
    assert (tmp_path / "standard.zh.html").is_file()
    with pytest.raises(SystemExit):
        publish([str(tmp_path), "--lessons", "poetry"])


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
