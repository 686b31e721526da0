"""Two servers behind HAProxy, and one is killed: readers come back on the other with all that was theirs.

`DSVIZ_FILM=FOLDER` keeps a picture of each page before, while and after.
"""

import os
import re
import time
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from dsviz.content import label
from dsviz.saved.link import to_file
from dsviz.saved.state import State
from tests.browser.stage import ready, rested
from tests.replicas import HAPROXY, SERVED_BY, behind_haproxy

pytestmark = pytest.mark.skipif(HAPROXY is None, reason="HAProxy is not installed")

# Until a reader has a server again: 1.5 to 2 on a machine that does nothing else; tests share two cores.
MOST_SECONDS = 30.0
TYPED = "1 2 3\n4 5 6\n7 8 9"
STATE = "data-test-connection-state"


@pytest.fixture(scope="module")
def started():
    with behind_haproxy(2) as them:
        yield them


@pytest.fixture
def them(started):
    """Two servers that live, also after a test that killed one and failed."""
    for each in started.replicas:
        if each.process.poll() is not None:
            each.start()
            each.await_health()
            started.await_return(each)
    return started


def serving(them, page):
    """The server that has a page: HAProxy's cookie leads there."""
    return them.replicas[int(page.request.get(f"{them.address}/_stcore/health").headers[SERVED_BY])]


def photograph(page, moment):
    """Keep a picture where a film is asked for."""
    if folder := os.environ.get("DSVIZ_FILM"):
        name = page.url.rpartition("/")[2].partition("?")[0]
        page.screenshot(path=Path(folder) / f"{name}-{moment}.png")


def kill_server_of(them, page):
    """Kill the server that has a page, and wait until the page has run on another."""
    rested(page)
    photograph(page, "1-before")
    app, killed = page.get_by_test_id("stApp"), serving(them, page)
    begun = time.monotonic()
    killed.kill()
    expect(app).not_to_have_attribute(STATE, "CONNECTED")
    photograph(page, "2-its server was killed")
    expect(app).to_have_attribute(STATE, "CONNECTED")
    assert time.monotonic() - begun < MOST_SECONDS, "a reader waits too long for another server"
    assert serving(them, page) is not killed
    rested(page)
    photograph(page, "3-on the other one")


def test_a_lesson_goes_on_at_its_step_with_its_numbers_and_its_downloads(them, open_page):
    page = open_page(apart=True)
    page.goto(f"{them.address}/Standard_convolution?step=7&edits=x_0_2_2_7~b_0_0.5")
    stage = ready(page)
    expect(page.get_by_test_id("badge")).to_be_visible()
    page.get_by_role("button", name=label("downloads.open")).click()
    expect(page.get_by_role("button", name="CSV", exact=True)).to_be_visible()
    shown = stage.get_by_test_id("equation").inner_text()
    kill_server_of(them, page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert waiting.value.failure() is None
    expect(stage).to_have_attribute("data-step", "7")
    expect(page.locator('[data-cell="x[0,2,2]"]')).to_have_text("7")
    assert stage.get_by_test_id("equation").inner_text() == shown
    expect(page).to_have_url(re.compile("step=7.*edits=x_0_2_2_7~b_0_0.5"))


def test_what_was_typed_and_not_yet_sent_is_read_by_the_next_server_and_files_go_there(them, open_page):
    page = open_page(apart=True)
    page.goto(f"{them.address}/Check_my_work?example=own&how=paste")
    x, kernel = (page.get_by_role("textbox", name=each, exact=True) for each in ("Input", "Kernel"))
    rested(page)
    x.fill(TYPED)
    x.press("Control+Enter")
    expect(page.get_by_text("read as HW")).to_be_visible()
    kernel.fill("1 0\n0 1")
    kill_server_of(them, page)
    ready(page)
    expect(page).to_have_url(re.compile(r"[?&]s=1\w"))
    expect(x).to_have_value(TYPED)
    expect(kernel).to_have_value("1 0\n0 1")

    page.get_by_text(label("files.heading")).click()
    file = to_file(State(np.ones((1, 4, 4)), np.ones((1, 1, 3, 3))))
    page.locator("input[type=file]").set_input_files(
        {"name": "layer.json", "mimeType": "application/json", "buffer": file}
    )
    expect(page.get_by_text("1 × 4 × 4").first).to_be_visible()
