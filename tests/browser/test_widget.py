"""The stage as a widget, in a plain page in the place of a notebook: with a kernel, and without."""

import json

import pytest
from playwright.sync_api import expect

import dsviz
from dsviz.content import label
from dsviz.stage.bundles import bundle
from tests.browser.stage import button
from tests.browser.test_axe import DESK, PHONE

LAYER = ([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], [10])
HERE = label("stage_course.waiting")

# What anywidget's contract asks of a model; a book's, by MyST's own, has nobody to tell and cannot forget.
HOST = """async ({ code, state, book, views }) => {
  const heard = {}, all = { ...state };
  window.saved = [];
  const none = () => { throw new Error("not implemented yet"); };
  window.model = {
    get: (name) => all[name],
    set: (name, value) => { all[name] = value; for (const act of heard["change:" + name] ?? []) act(); },
    save_changes: book ? none : () => window.saved.push(structuredClone(all)),
    on: (event, act) => { (heard[event] ??= []).push(act); },
    off: book ? none : (event, act) => { heard[event] = heard[event].filter((each) => each !== act); },
  };
  window.listening = () => Object.values(heard).flat().length;
  window.keys = [];
  document.addEventListener("keydown", (event) => window.keys.push(event.key));
  const file = new Blob([code], { type: "text/javascript" });
  const { default: widget } = await import(URL.createObjectURL(file));
  window.leave = await Promise.all(views.map((id) => {
    return widget.render({ model: window.model, el: document.getElementById(id) });
  }));
}"""
PAGE = """<style>button {{ all: unset; color: red }} body {{ background: {paper} }}</style>
<div id=one></div><div id=two></div>"""


@pytest.fixture
def shown(open_page):
    def show(state=None, *, book=False, views=("one",), paper="white", viewport=DESK, **layer):
        widget = dsviz.widget(*LAYER, backend="numpy", **layer)
        page = open_page(viewport, reduced_motion="reduce")
        page.set_content(PAGE.format(paper=paper))
        model = json.loads(json.dumps({"scene": widget.scene} | (state or {})))
        page.evaluate(HOST, {"code": bundle("widget.js"), "state": model, "book": book, "views": views})
        stages = [page.locator(f"#{view}").get_by_test_id("stage") for view in views]
        for stage in stages:
            expect(stage).to_have_attribute("data-ready", "true")
        return page, *stages

    return show


def told(page, name):
    return page.evaluate("(name) => window.model.get(name)", name)


def equation(stage):
    return stage.get_by_test_id("equation")


def type_into(stage, cell, value):
    button(stage, label("stage_edit.edit")).click()
    stage.locator(f"[data-cell='{cell}']").click()
    stage.locator("input.edit").fill(value)
    stage.locator("input.edit").press("Enter")


def test_two_views_keep_step_and_the_model_hears_of_step_order_part_and_cell(shown):
    page, one, two = shown({"step": 2}, views=("one", "two"))
    expect(one).to_have_attribute("data-step", "2")
    button(one, "Next step").click()
    expect(two).to_have_attribute("data-step", "3")
    assert page.evaluate("window.saved.at(-1).step") == 3
    two.focus()
    page.keyboard.press("Home")
    expect(one).to_have_attribute("data-step", "0")
    page.keyboard.press(".")
    expect(one).to_have_attribute("data-part", "0")
    assert (told(page, "part"), told(page, "by_product")) == (0, False)
    one.locator("[data-cell='x[0,1,1]']").click()
    assert told(page, "pinned") == ["x", 0, 1, 1]
    expect(two.locator(".marks .self")).to_have_count(1)
    page.keyboard.press("Escape")
    assert told(page, "pinned") == []


def test_the_model_moves_the_stage(shown):
    page, stage = shown()
    page.evaluate("window.model.set('step', 1)")
    expect(equation(stage)).to_contain_text("57")
    page.evaluate("window.model.set('part', 1)")
    expect(stage).to_have_attribute("data-part", "1")
    page.evaluate("window.model.set('pinned', ['y', 0, 1, 1])")
    expect(stage.locator(".marks .self")).to_have_count(1)
    assert told(page, "pinned") == ["y", 0, 1, 1]
    assert told(page, "step") == 1


def test_keys_and_address_of_the_notebook_are_left_alone(shown):
    page, stage = shown()
    page.keyboard.press("ArrowRight")
    page.locator("body").press("h")
    expect(stage).to_have_attribute("data-step", "0")
    assert page.evaluate("window.keys") == ["ArrowRight", "h"]
    address = page.url
    stage.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("d")
    expect(stage).to_have_attribute("data-step", "1")
    assert page.evaluate("window.keys") == ["ArrowRight", "h"]
    assert page.url == address
    assert (
        stage.evaluate("(node) => getComputedStyle(node.querySelector('button')).color") != "rgb(255, 0, 0)"
    )
    expect(stage.get_by_role("button", name=label("stage_class.copy"))).to_have_count(0)


def test_a_change_is_computed_here_until_the_engine_answers(shown):
    page, stage = shown()
    type_into(stage, "w[0,0,0,0]", "5")
    assert told(page, "changes") == "w_0_0_0_0_5"
    expect(stage.get_by_test_id("badge")).to_contain_text(HERE)
    expect(equation(stage)).to_contain_text("51")
    widget = dsviz.widget(*LAYER)
    widget.set_state({"changes": "w_0_0_0_0_5"})
    page.evaluate("(answer) => window.model.set('answer', answer)", widget.answer)
    expect(stage.get_by_test_id("badge")).to_contain_text("torch and NumPy")
    expect(equation(stage)).to_contain_text("51")


def test_what_stood_in_a_cell_before_a_change_is_beside_the_new_number(shown):
    _, stage = shown()
    type_into(stage, "w[0,0,0,0]", "5")
    old = stage.locator("text.old", has_text="1").first
    expect(old).to_have_css("text-decoration-line", "none")
    ink = stage.evaluate("(node) => getComputedStyle(node).color")
    assert old.evaluate("(node) => getComputedStyle(node).fill") != ink


def test_in_a_book_without_a_kernel_it_moves_and_computes(shown):
    page, stage = shown(book=True, paper="#111")
    stage.focus()
    page.keyboard.press("End")
    expect(equation(stage)).to_contain_text("87")
    type_into(stage, "b[0]", "0")
    expect(equation(stage)).to_contain_text("77")
    expect(stage.get_by_test_id("badge")).to_contain_text(HERE)
    assert stage.evaluate("(node) => getComputedStyle(node).colorScheme") == "dark"
    page.evaluate("document.body.style.background = 'white'")
    expect(stage).to_have_css("color-scheme", "light")
    page.evaluate("window.leave.forEach((leave) => leave())")
    expect(page.get_by_test_id("stage")).to_have_count(0)


def test_a_view_that_is_taken_away_listens_no_more(shown):
    page, _ = shown(viewport=PHONE)
    assert page.evaluate("window.listening()") > 0
    page.evaluate("window.leave.forEach((leave) => leave())")
    assert page.evaluate("window.listening()") == 0
    assert page.locator("#one").inner_html() == ""
