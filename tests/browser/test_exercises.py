"""What a student and a teacher do on the exercises page, in a real browser."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.content import label
from dsviz.exercises.exercise import exercise, sheet
from tests.browser.stage import ready, rested

PHONE = {"viewport": {"width": 390, "height": 844}}


def field(page, name):
    return page.get_by_role("textbox", name=re.compile(f"^{re.escape(name)}( [✓✗])?$"))


def fill(page, answers):
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_visible()
    rested(page)
    for name, value in answers.items():
        field(page, name).fill(f"{value:g}")
    page.get_by_role("button", name="Check", exact=True).click()


def test_a_student_on_a_phone_predicts_and_is_corrected(open_page, app):
    page = open_page(**PHONE)
    page.goto(f"{app}/Exercises?topic=stride&seed=7")
    stage = ready(page)
    expect(stage.locator('[data-cell="y[0,0,0]"]')).to_have_text("?")
    drawn = exercise("stride", 1, 7)
    first = drawn.layers[0]
    layer = SolvedLayer.of(first)
    wrong = next(BY_ID["stride-ignored-in-sums"].outcomes(layer)).output.ravel()
    fill(page, dict(zip(drawn.answers(), wrong, strict=True)))
    expect(page.get_by_text(label("diagnosis.mistake.stride-ignored-in-sums"))).to_be_visible()
    fill(page, drawn.answers())
    expect(page.get_by_text(label("exercises.right", count=4))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_next_exercise_is_another_one_with_empty_fields(open_page, app):
    page = open_page()
    page.goto(f"{app}/Exercises?topic=size")
    fill(page, exercise("size", 1, 1).answers())
    expect(page.get_by_text(label("exercises.right", count=2))).to_be_visible()
    page.get_by_role("button", name="Next exercise").click()
    expect(page).to_have_url(re.compile(r"[?&]seed=2\b"))
    expect(page.get_by_role("textbox", name="height", exact=True)).to_have_value("")
    expect(field(page, "Seed")).to_have_value("2")


@pytest.fixture
def downloads(open_page, app, tmp_path):
    page = open_page()
    page.goto(f"{app}/Exercises?topics=stride.separable.size&n=3&seed=4&level=2")

    def take(name: str) -> Path:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    return take


def test_a_teacher_takes_a_sheet_a_key_and_the_answers(open_page, downloads, app, tmp_path):
    files = [
        downloads(name)
        for name in ("Sheet (HTML)", "Key (HTML)", "Answers (CSV)", "Half-filled sheet (HTML)")
    ]
    assert [each.name for each in files] == [
        "exercises-stride-separable-size-2-4-x3.html",
        "exercises-stride-separable-size-2-4-x3-key.html",
        "exercises-stride-separable-size-2-4-x3.csv",
        "exercises-stride-separable-size-2-4-x3-half.html",
    ]
    drawn = sheet(("stride", "separable", "size"), 2, 4, 3)
    rows = list(csv.DictReader(io.StringIO(files[2].read_text(encoding="utf-8"))))
    assert [float(row["answer"]) for row in rows] == [v for each in drawn for v in each.answers().values()]
    assert rows[0]["link"] == f"{app}/Exercises?topic=stride&level=2&seed=4"
    key = open_page()
    key.goto(files[1].as_uri())
    expect(key.get_by_role("link").nth(1)).to_have_attribute(
        "href", rows[-1]["link"].replace("size", "separable").replace("seed=6", "seed=5")
    )


def test_a_sheet_prints_on_a4_with_every_exercise_whole(open_page, downloads, tmp_path):
    file = downloads("Sheet (HTML)")
    page = open_page()
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", printed)[0] == (b"594", b"841")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    heights = page.locator("section").evaluate_all("all => all.map((each) => each.offsetHeight)")
    assert len(heights) == 3
    assert max(heights) < 1000
    # Name, class, date and points stand in one line.
    bottoms = page.locator(".lines span").evaluate_all("all => all.map((each) => each.offsetTop)")
    assert len(set(bottoms)) == 1
