"""Every number and name of a stage has 4.5 to 1 on what lies under it, also where cells are marked."""

import numpy as np
import pytest
from playwright.sync_api import expect

from dsviz.examples import get
from dsviz.stage import stage_html
from tests.browser.colours import LUMINANCE
from tests.browser.flashes import luminance
from tests.browser.stage import ready
from tests.thorough import first_of, some_of

LEAST = 4.5
# Where each text of the drawing stands, and its colour's luminance; what is only read out is left out.
TEXTS = (
    f"(stage) => {{{LUMINANCE}"
    """
  return [...stage.querySelectorAll(".drawing text")]
    .filter((text) => text.textContent.trim() && !text.role?.endsWith("header"))
    .map((text) => {
      const { x, y, width, height } = text.getBoundingClientRect();
      return [text.textContent, [x, y, width, height], luminance(getComputedStyle(text).fill)];
    });
}"""
)
# The frame around the cell that has the focus: its place, its colour's luminance and how wide it is drawn.
FRAME = (
    f"(frame) => {{{LUMINANCE}"
    """
  const { x, y, width, height } = frame.getBoundingClientRect();
  const { stroke, strokeWidth } = getComputedStyle(frame);
  return [[x, y, width, height], luminance(stroke), Number.parseFloat(strokeWidth)];
}"""
)
BARE = ".drawing text { visibility: hidden !important; }"


def ring(page, stage) -> float:
    """The contrast of the frame of the focused cell with that cell; 0 where none, or a thin one, is drawn."""
    frame = stage.locator(".grid.y rect.self")
    (x, y, width, height), ink, drawn = frame.evaluate(FRAME)
    inner = luminance(page.screenshot())[int(y) + 3 : int(y + height) - 3, int(x) + 3 : int(x + width) - 3]
    paper = float(np.median(inner))
    return (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) if drawn >= 2 else 0.0


def contrasts(page, stage) -> dict[str, float]:
    """The contrast of each text with the paper under most of it; of equal texts the least."""
    texts = stage.evaluate(TEXTS)
    bare = page.add_style_tag(content=BARE)
    papers = luminance(page.screenshot())
    bare.evaluate("(style) => style.remove()")
    found: dict[str, float] = {}
    for text, (x, y, width, height), ink in texts:
        under = papers[int(y) : int(y + height) + 1, int(x) : int(x + width) + 1]
        if under.size:
            paper = float(np.median(under))
            ratio = (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05)
            found[text] = min(ratio, found.get(text, ratio))
    return found


@pytest.mark.parametrize("scheme", first_of(["dark", "light"]))
@pytest.mark.parametrize(
    "example", some_of(["standard-cs231n", "standard-guide", "pointwise-mix"], "standard-cs231n")
)
def test_numbers_have_contrast_on_their_cells_under_the_window_and_under_marks(
    open_page, tmp_path, example, scheme
):
    layer = get(example).layer
    file = tmp_path / "stage.html"
    file.write_text(stage_html(layer.x, layer.weight, layer.bias, **layer.keywords), encoding="utf-8")
    page = open_page({"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{file.as_uri()}#step=0")
    stage = ready(page)
    found = contrasts(page, stage)
    stage.locator('.grid.y [data-cell^="y["]').first.focus()
    page.keyboard.press("ArrowRight")  # the keyboard's focus
    cell = stage.locator('[data-cell="y[0,0,1]"]')
    expect(cell).to_be_focused()
    assert ring(page, stage) >= 3
    page.keyboard.press("Enter")  # what belongs to it is marked
    found |= {f"{text}, marked": ratio for text, ratio in contrasts(page, stage).items()}
    assert {text: round(ratio, 2) for text, ratio in found.items() if ratio < LEAST} == {}
    assert len(found) > 8


@pytest.mark.parametrize("scheme", first_of(["light", "dark"], 2))
def test_what_is_hidden_has_contrast_on_the_stamp_that_lies_on_it(app, open_page, scheme):
    page = open_page({"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{app}/Transposed_convolution?step=2&pose=hide-results")
    stage = ready(page)
    expect(stage.locator(".grid.x text.secret").first).to_be_visible()
    stage.scroll_into_view_if_needed()
    assert contrasts(page, stage)["?"] >= LEAST


# The contrast of each factor of the terms of a sum that are lit with what lights them.
LIT = (
    f"(stage) => () => {{{LUMINANCE}"
    """
  const lit = [...stage.querySelectorAll(".equation .lit")];
  const ratios = lit.flatMap((term) => [...term.querySelectorAll(".x, .w")].map((factor) => {
    const ink = luminance(getComputedStyle(factor).color);
    const paper = luminance(getComputedStyle(term).backgroundColor);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }));
  return ratios.length ? Math.min(...ratios) : 0;
}"""
)


@pytest.mark.parametrize("scheme", first_of(["dark", "light"]))
def test_the_factors_of_a_lit_product_have_contrast_on_what_lights_them(app, open_page, scheme):
    page = open_page({"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?lang=zh&step=4")
    stage = ready(page)
    stage.locator('.grid.x [data-cell="x[0,1,1]"]').hover()
    least = stage.evaluate_handle(LIT)
    page.wait_for_function("(least) => least() > 0", arg=least)
    assert page.evaluate("(least) => least()", least) >= LEAST
