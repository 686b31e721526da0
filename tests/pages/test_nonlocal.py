"""The Non-local block's page: shapes, parameters, MACs, attention are the module's; odd sizes are refused."""

import io
import json

import numpy as np
import pytest
import torch
from PIL import Image
from streamlit.testing.v1 import AppTest

from dsviz.content import label
from dsviz.cost import count
from dsviz.cost.architectures import nonlocal_block
from dsviz.errata import find
from dsviz.networks import NonLocalBlock
from dsviz.networks.runs import run_nonlocal
from dsviz.networks.tools import initialise
from dsviz.ui.non_local.block import Block, lines
from dsviz.ui.non_local.map import most_looked_at
from dsviz.ui.parts.pictures import bundled
from tests.thorough import first_of, one_in

FILE = "Non_local_block"


def text_of(app):
    return "\n".join(each.value for kind in (app.markdown, app.info, app.header) for each in kind)


def troubles(app):
    return [each.value for kind in (app.exception, app.warning, app.error) for each in kind]


def test_the_page_opens_and_leads_to_the_pointwise_lesson(visit):
    app = visit(FILE)
    assert not troubles(app)
    assert [title.value for title in app.title] == [label("page.non_local.title")]
    links = [each.proto.label for each in app.main.get("page_link")]
    assert links == [label("page.pointwise.title")]


@pytest.mark.parametrize("size", [(6, 6), (8, 5), (4, 10)])
@pytest.mark.parametrize("subsample", [False, True])
def test_the_shapes_of_the_lines_are_the_modules(size, subsample):
    block = Block(8, size, subsample=subsample, remedy=True)
    module = NonLocalBlock(8, subsample=subsample, measured_reshape=True)
    kept = module.lines(torch.zeros(3, 8, *size))
    kept["output"] = kept["output"].permute(0, 2, 3, 1)
    assert {name: tuple(tensor.shape) for name, tensor in kept.items()} == {
        name: (3, *shape[1:]) for name, shape in lines(block)
    }


@pytest.mark.parametrize("size", [(h, w) for h in range(1, 8) for w in range(1, 8)])
@pytest.mark.parametrize("remedy", [False, True])
def test_a_size_is_refused_where_the_module_refuses_it(size, remedy):
    block = Block(4, size, subsample=True, remedy=remedy)
    try:
        run_nonlocal(np.zeros((3, *size)), 4, **block.settings)
        refused = False
    except ValueError:
        refused = True
    assert bool(block.refusal) == refused


def test_an_odd_size_is_answered_and_the_remedy_mends_it(visit):
    app = visit(FILE, subsample="on", height="7", width="7")
    values = {"reshaped": 12, "pooled": 9, "height": 7, "width": 7}
    assert troubles(app) == [label("non_local.refused.places", **values)]
    app.toggle(key="remedy").set_value(True).run()
    assert not troubles(app)
    lines = app.dataframe[0].value.set_index(label("non_local.table.line"))[label("non_local.table.comment")]
    assert lines[label("non_local.line.g_reshaped_remedied")] == label("non_local.comment.remedied")
    assert app.query_params["remedy"] == "on"


def numbers_by_hand(relu=True):
    """The random numbers of the errata's links through the block, by einsum and numpy's own softmax."""
    generator = torch.Generator().manual_seed(7)
    x = torch.randn(1, 4, 6, 6, generator=generator, dtype=torch.float64)[0].reshape(4, 36).numpy()
    block = initialise(NonLocalBlock(4).double(), 7).requires_grad_(False)
    theta, phi, g, last = (
        getattr(block, name).weight[:, :, 0, 0].numpy() for name in ("theta", "phi", "g", "y")
    )
    rectify = (lambda a: np.maximum(a, 0)) if relu else (lambda a: a)
    f = np.einsum("op,oq->pq", rectify(theta @ x), rectify(phi @ x))
    shares = [np.exp(each) / np.exp(each).sum(axis=1, keepdims=True) for each in (f, f / 2**0.5)]
    y = rectify(last @ (rectify(g @ x) @ shares[0].T))
    return theta @ x, y, np.abs(shares[0] - shares[1]).max()


@pytest.mark.parametrize("claim", ["000-relu", "000-identity", "000-scale"])
def test_a_link_of_the_errata_opens_the_numbers_said_beside_it(visit, claim):
    ((_, query),) = find(claim).links
    said = text_of(visit(FILE, **query))
    theta, y, apart = numbers_by_hand(relu=query.get("relu") != "off")
    for value in (theta.min(), np.abs(y).max(), apart):
        assert f"{value:.4g}".replace("-", "−") in said
    assert f"cuts {(theta < 0).sum()} of theta's {theta.size} numbers" in said
    facts = find(claim).check().facts
    shown = {"000-relu": ("lowest",), "000-identity": ("document",), "000-scale": ()}[claim]
    assert all(f"{facts[name]:.4g}".replace("-", "−") in said for name in shown)


def test_what_a_quirk_does_is_the_same_at_every_size(visit):
    app = visit(
        FILE, C="6", height="5", width="8", subsample="on", remedy="on", input="random", identity="on"
    )
    assert not troubles(app)
    assert "by **0**" in text_of(app)
    assert not troubles(visit(FILE, input="random", height="7", width="7", subsample="on"))[1:]


@pytest.mark.parametrize("channels", first_of([2, 64, 512, 1024], 2))
def test_the_parameters_are_2cc_and_two_and_a_half_c(visit, channels):
    said = text_of(visit(FILE, C=str(channels), height="2", width="2"))
    total = sum(one.numel() for one in NonLocalBlock(channels).parameters())
    assert total == 2 * channels**2 + 5 * channels // 2
    assert f"= **{total:,}**" in said


def test_the_identity_starts_batch_norm_is_counted_apart(visit):
    said = text_of(visit(FILE, C="64", identity="on"))
    total = sum(one.numel() for one in NonLocalBlock(64, identity_start=True).parameters())
    assert "= **8,352**" in said
    assert label("non_local.parameters.norm", norm="128", total=f"{total:,}") in said


def test_an_odd_channel_count_is_said_to_break_the_formula(visit):
    said = text_of(visit(FILE, C="5"))
    assert label("non_local.parameters.odd", C=5, inner=2) in said


def test_the_macs_stand_with_and_without_subsampling(visit):
    app = visit(FILE, C="32", height="10", width="12")
    frame = app.dataframe[1].value
    for name, subsample in (("macs", False), ("subsampled", True)):
        expected = count(nonlocal_block(32, (10, 12), subsample=subsample)).macs
        assert frame[label(f"non_local.table.{name}")].sum() == expected
        assert f"**{expected:,}**" in text_of(app)
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")][-1]["data"]
    # theta, phi, g; theta by phi, attention by g; the last: C = 32, so 16 inside, 120 places and 30.
    ones, whole, pooled = 120 * 32 * 16 / 1e6, 120 * 120 * 16 / 1e6, 120 * 30 * 16 / 1e6
    assert [trace["x"] for trace in drawn] == [[ones] * 3 + [both] * 2 + [ones] for both in (whole, pooled)]


def test_no_subsampled_macs_are_told_where_pooling_has_no_room(visit):
    app = visit(FILE, C="8", height="1", width="9")
    whole = count(nonlocal_block(8, (1, 9))).macs
    assert label("non_local.costs.room", whole=f"{whole:,}") in text_of(app)
    assert label("non_local.table.subsampled") not in app.dataframe[1].value


def test_the_attention_shown_is_the_blocks(visit):
    link = {
        "C": "16",
        "height": "8",
        "width": "10",
        "subsample": "on",
        "row": "3",
        "column": "9",
        "seed": "5",
    }
    app = visit(FILE, **link)
    assert not troubles(app)
    run = run_nonlocal(bundled((8, 10)), 16, seed=5, subsample=True)
    looks = run.attention[3 * 10 + 9].reshape(4, 5)
    row, column = np.unravel_index(looks.argmax(), looks.shape)
    assert f"Most goes to [{row}, {column}]: {100 * looks.max():.3g} %" in text_of(app)
    assert label("non_local.map.change", change=f"{run.change:.4g}") in text_of(app)
    # Two places share one of the map's: row 3 and column 9 lie a quarter beside the centres of 1 and 4.
    outlined = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]["shapes"][0]
    assert [(outlined[f"{axis}0"] + outlined[f"{axis}1"]) / 2 for axis in "yx"] == [1.25, 4.25]


def test_with_the_identity_start_nothing_changes(visit):
    assert label("non_local.map.identity") in text_of(visit(FILE, identity="on"))


def test_the_odd_sizes_are_shown_live(visit):
    app = visit(FILE)
    assert "invalid for input" in app.code[0].value
    assert "With the remedy it moves by **0**" in text_of(app)


@pytest.mark.parametrize("typed", one_in(3, ["0", "-1", "33", "1e3", "", "99999999999999999999"]))
@pytest.mark.parametrize("field", ["height", "row"])
def test_a_bad_number_is_answered_and_stays(visit, typed, field):
    app = visit(FILE)
    if (typed, field) == ("0", "row"):
        typed = "14"
    app.text_input(key=field).set_value(typed).run()
    assert not app.exception
    assert app.text_input(key=field).value == typed
    assert len(app.warning) == 1


@pytest.mark.parametrize(
    "size", first_of([pytest.param(each) for each in [(1, 1), (1, 32), (32, 1), (2, 3)]], 2)
)
def test_the_smallest_pictures_go_through(visit, size):
    app = visit(FILE, height=str(size[0]), width=str(size[1]))
    assert not troubles(app)


def test_a_block_too_large_to_run_is_counted_all_the_same(visit):
    app = visit(FILE, C="1024", height="32", width="32")
    assert not troubles(app)
    assert label("non_local.map.large", most="300,000", got="1,048,576") in [each.value for each in app.info]
    assert "**2,099,712**" in text_of(app)


@pytest.mark.parametrize("side", [1, 13])
def test_a_picture_that_is_too_small_is_answered(visit, side):
    file = io.BytesIO()
    Image.new("RGB", (side, side)).save(file, "PNG")
    app = visit(FILE)
    app.file_uploader[0].upload("tiny.png", file.getvalue(), "image/png").run()
    assert not app.exception
    assert f"at least 14 × 14 pixels here; got {side} × {side}" in app.warning[0].value


@pytest.mark.parametrize("flag", first_of(["subsample", "relu", "identity", "remedy"]))
def test_a_switch_of_the_link_that_is_neither_on_nor_off_is_answered(visit, flag):
    app = visit(FILE, **{flag: "perhaps"})
    assert not app.exception
    assert "`on`, `off`" in app.warning[0].value
    assert not troubles(visit(FILE, **{flag: "on"}))


def test_attention_shared_evenly_has_no_place_that_gets_most(visit):
    app = visit(FILE, C="3")
    values = {"row": 7, "column": 7, "shape": "14 × 14", "even": "0.51 %"}
    assert label("non_local.map.even", **values) in text_of(app)
    assert "Most goes to" not in text_of(app)
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert label("non_local.map.even.alt", **values) in alts


def test_the_largest_share_is_told_apart_from_an_even_one_and_from_its_equals():
    looks = np.full((10, 10), 0.01)
    looks[3, 4], looks[0, 0] = 0.010002, 0.009998
    assert most_looked_at(looks) == (
        "one",
        {"best_row": 3, "best_column": 4, "most": "1.0002 %", "even": "1 %"},
    )
    kind, values = most_looked_at(np.array([[0.1, 0.4], [0.1, 0.4]]))
    assert (kind, values["count"], values["best_row"], values["best_column"]) == ("several", 2, 0, 1)


CLICKING = """
import streamlit as st
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import ROW
from dsviz.ui.shell.address import write_query
with Ask("non_local") as ask:
    st.write(ask.whole(ROW.here(default="7"), 0, 13))
st.button("click", on_click=write_query, args=({"row": "1"},))
"""


def test_a_place_that_something_else_writes_is_no_quarrel_of_default_and_state(caplog):
    app = AppTest.from_string(CLICKING).run()
    app.button[0].click().run()
    assert (app.text_input(key="row").value, app.markdown[0].value) == ("1", "`1`")
    assert not troubles(app)
    assert not [each for each in caplog.messages if "default value" in each]


def test_a_typed_place_stands_in_the_link(visit):
    app = visit(FILE, row="3")
    app.text_input(key="column").set_value("9").run()
    assert not troubles(app)
    assert (app.text_input(key="row").value, "".join(app.query_params["column"])) == ("3", "9")
    assert "The place [3, 9]" in text_of(app)
