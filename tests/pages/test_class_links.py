"""What a page reads of a teacher's link: how much it shows, and what it keeps for the stage."""

import pytest
from streamlit.testing.v1 import AppTest

from dsviz.ui.inputs import classroom

STYLES = {
    "page": [classroom.NO_SIDEBAR],
    "stage": [classroom.NO_SIDEBAR, classroom.STAGE_ONLY],
}


def styles(app) -> list[str]:
    return [each.proto.body for each in app.get("html")]


def has(app, style) -> bool:
    return any(style.read_text(encoding="utf-8").strip() in body for body in styles(app))


@pytest.mark.parametrize("show", ["page", "stage", ""])
def test_a_link_leaves_out_what_it_says(visit, show):
    app = visit("Standard_convolution", show=show, step="4", pose="part-1.bare")
    for style in (classroom.NO_SIDEBAR, classroom.STAGE_ONLY):
        assert has(app, style) == (style in STYLES.get(show, []))
    assert not has(app, classroom.WHITE_PAGE)
    assert not app.info
    assert app.query_params["pose"] == "part-1.bare"


def test_strong_contrast_makes_the_page_white_where_only_the_stage_is_shown(visit):
    assert has(visit("Standard_convolution", show="stage", contrast="projector"), classroom.WHITE_PAGE)
    assert not has(visit("Standard_convolution", contrast="projector"), classroom.WHITE_PAGE)


@pytest.mark.parametrize(
    ("name", "known"), [("show", "`page`, `stage`"), ("contrast", "`projector`"), ("lang", "`en`, `zh`")]
)
def test_a_word_that_says_nothing_is_answered(visit, name, known):
    app = visit("Standard_convolution", **{name: "`cinema"})
    (said,) = [each.value for each in app.info if f"`{name}`" in each.value]
    assert "`'cinema`" in said
    assert known in said


def opening():
    from dsviz.ui.inputs.steps import open_step

    open_step(3)


def test_a_step_that_the_page_opens_is_not_hidden_by_what_was_hidden_before():
    app = AppTest.from_function(opening)
    app.query_params["pose"] = "hide-products"
    app.query_params["pose2"] = "bare"
    app.run()
    assert {name: app.query_params[name] for name in app.query_params} == {"step": "3", "pose2": "bare"}
