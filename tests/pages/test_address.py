"""The link: a browser that has not heard of what was written does not undo it."""

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from dsviz.ui.inputs import steps
from dsviz.ui.shell import address as module
from dsviz.ui.shell.address import LATE, Past

PAGE = """
import streamlit as st
from dsviz.ui.shell.address import query_param, text_for, write_query
st.button("a", key="a", on_click=write_query, args=({"a": "1", "step": None},))
st.button("b", key="b", on_click=write_query, args=({"b": "2"},))
st.text_input("typed", text_for("typed", query_param("a", "0")), key="typed")
"""


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def link(app) -> dict[str, str]:
    return {name: "".join(value) for name, value in app.query_params.items()}


def sent(app, key: str, **browsers: str):
    """Press a button in a browser that has this link."""
    app.query_params.clear()
    for name, value in browsers.items():
        app.query_params[name] = value
    return app.button(key=key).click().run()


def test_what_one_run_wrote_outlives_a_browser_that_has_not_heard_of_it(clock):
    app = AppTest.from_string(PAGE).run()
    assert link(sent(app, "a")) == {"a": "1"}
    assert link(sent(app, "b")) == {"a": "1", "b": "2"}
    assert app.text_input(key="typed").value == "1"
    # It has heard of the first by now, and not of the second.
    assert link(sent(app, "a", a="1")) == {"a": "1", "b": "2"}


def test_after_a_while_an_older_link_is_meant(clock):
    app = AppTest.from_string(PAGE).run()
    sent(app, "a")
    clock[0] += LATE
    assert link(sent(app, "b")) == {"b": "2"}


def test_a_link_there_never_was_is_meant(clock):
    app = AppTest.from_string(PAGE).run()
    sent(app, "a")
    assert link(sent(app, "b", c="3")) == {"c": "3", "b": "2"}


def test_the_stages_step_is_the_browsers_own(clock):
    app = AppTest.from_string(PAGE).run()
    sent(app, "a")
    assert link(sent(app, "b", **{"a": "1", "step": "4", "order-pytorch": "place"})) == {
        "a": "1",
        "b": "2",
        "step": "4",
        "order-pytorch": "place",
    }


def test_a_step_that_was_taken_out_does_not_come_back(clock):
    app = AppTest.from_string(PAGE)
    app.query_params["step"] = "4"
    assert link(sent(app.run(), "a", step="4")) == {"a": "1"}
    assert link(sent(app, "b", step="4")) == {"a": "1", "b": "2"}
    assert link(sent(app, "b", step="5")) == {"a": "1", "b": "2"}


def test_only_the_links_of_the_last_seconds_are_kept(clock):
    past = Past("page", [{}])
    for number in range(50):
        past.add({"n": str(number)})
    assert (len(past.links), past.is_overtaken({"n": "48"})) == (module.MOST_LINKS, True)
    clock[0] += LATE
    past.add({"n": "last"})
    assert past.links == [{"n": "49"}, {"n": "last"}]


@pytest.fixture
def told(monkeypatch):
    """What the browser's address is given."""
    links: list[dict[str, str]] = []
    tell = QueryParams.from_dict
    monkeypatch.setattr(
        QueryParams, "from_dict", lambda self, link: (links.append(dict(link)), tell(self, link))
    )
    return links


def test_a_page_that_links_to_itself_gets_an_address_that_says_what_it_shows(clock, told):
    app = AppTest.from_string(PAGE).run()
    sent(app, "a")
    clock[0] += LATE
    told.clear()
    app.query_params.clear()  # the link leads to the bare page; the browser's address is still ?a=1
    app.run()
    assert (app.text_input(key="typed").value, told) == ("0", [{}])


@pytest.mark.parametrize(("seconds", "expected"), [(0, {"b": "2"}), (LATE, {"a": "1", "b": "2"})])
def test_what_was_just_written_does_not_stay_in_the_next_pages_address(seconds, expected, clock, told):
    app = AppTest.from_string(PAGE).run()
    sent(app, "a")
    app.session_state[module.PAST].page = "the page before"
    clock[0] += seconds
    told.clear()
    app.query_params.clear()
    app.run()
    assert told == []  # the browser may not have this page's address yet
    clock[0] += LATE
    assert link(sent(app, "b", a="1")) == expected


def test_a_component_that_is_gone_from_the_page_may_still_send(monkeypatch):
    monkeypatch.setattr(steps, "_component", lambda: lambda **given: given["on_step_change"]())
    app = AppTest.from_string("from dsviz.ui.inputs.steps import follow\nfollow()").run()
    assert (list(app.exception), link(app)) == ([], {})
