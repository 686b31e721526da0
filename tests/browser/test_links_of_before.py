"""Links that people have kept, in the browser: the step they open, its order, the number of its equation.

One link of every kind: the front door, two stages, stages with names of their own, a layer in the link with
changes, hidden results. The numbers of more links are in `tests/pages/test_links_of_before.py`, the names of
all steps and orders in `tests/javascript/address.test.mjs`.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import ready
from tests.thorough import first_of

OWN = (
    "10-cPIqtWSikuy6xSsjLUUapQsoqOjjbUMdIx0DGM1YkGkjrGYBZYRMcAyDIE0TpGsbGxOkrlqZnpGSV"
    "gTdEQWV1DsBRQLikzsRgoY6BnGlsLAA"
)
# Address, then for each stage: the step, the order of walking, the end of its equation.
LINKS = [
    (
        "?step=4",
        [("4", "Filter by filter", "y[1,0,0] = 5×1 + 3×2 + 1×(−3) + 2×5 = 18")],
    ),
    (
        "Depthwise_separable?example=separable-picture&step=3&step2=5&order2=place",
        [
            ("3", "Filter by filter", "0×1 + 2×0 + 4×(−1) + 1×2 + 0×1 + 3×0 + 2×0 + 1×(−1) + 0×1 = −3"),
            ("5", "Place by place", "y[1,0,1] = 0 + 18 + 4 = 22"),
        ],
    ),
    (
        "Frameworks?side=6&ks=5&s=3&step-tensorflow=1&order-tensorflow=place&step-pytorch=2&order-pytorch=place",
        [
            ("1", "Place by place", "= 581"),
            ("2", "Place by place", "= 426"),
        ],
    ),
    (
        f"Playground?s={OWN}&edits=x_0_0_0_9~b_0_-1&step=0",
        [("0", "Filter by filter", "y[0,0,0] = 11 + (−1) = 10")],
    ),
    (
        "Check_my_work?cells=-2_12&walkstep=2&walkorder=place",
        [("2", "Place by place", "y[0,0,1] = 3×3 + 8×(−2) + 1×(−1) + 5×4")],
    ),
]


@pytest.mark.parametrize(
    ("address", "stages"), first_of(LINKS, 2), ids=[address[:60] for address, _ in LINKS]
)
def test_a_link_of_before_opens_its_step(app, open_page, address, stages):
    page = open_page()
    page.goto(f"{app}/{address}")
    for index, (step, order, equation) in enumerate(stages):
        stage = ready(page, index)
        expect(stage).to_have_attribute("data-playing", "false")
        expect(stage).to_have_attribute("data-step", step)
        expect(stage.get_by_test_id("equation")).to_contain_text(equation)
        expect(stage.locator("select option:checked").first).to_have_text(order)
    expect(page.get_by_test_id("stage")).to_have_count(len(stages))
