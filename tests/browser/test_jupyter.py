"""The example notebook in a real JupyterLab: the stage and the kernel hear each other."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.stage import button
from tests.browser.test_axe import DESK
from tests.serving import await_health, free_port, stop

ROOT = Path(__file__).parents[2]
NAME = "notebook.ipynb"
TRIES = 5
SETTINGS = [
    *("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="),
    "--ServerApp.disable_check_xsrf=True",
]


def begin(address):
    """Give the notebook its kernel: a page that is slow to find one would ask for it in a dialog."""
    wanted = {"path": NAME, "type": "notebook", "name": NAME, "kernel": {"name": "python3"}}
    asked = urllib.request.Request(f"{address}/api/sessions", json.dumps(wanted).encode(), method="POST")
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert answer.status == 201


@pytest.fixture
def lab(tmp_path):
    """JupyterLab on a copy of the notebook, with nothing of this machine's own settings: its address."""
    shutil.copy(ROOT / "docs" / NAME, tmp_path)
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", *SETTINGS, f"--ServerApp.port={port}"]
    own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with subprocess.Popen(
        [*command, f"--ServerApp.root_dir={tmp_path}"],
        env={**os.environ, **own, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            await_health(f"http://127.0.0.1:{port}/api", server)
            begin(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(server)


def begin_running(page, cell):
    """Have a cell run that has not: a notebook that is still being drawn takes the first press for itself."""
    for _ in range(TRIES):
        cell.locator(".jp-InputArea-editor").click()
        page.keyboard.press("Control+Enter")
        try:
            expect(cell.locator(".jp-InputPrompt")).not_to_have_text("[ ]:", timeout=6_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the cell does not run after {TRIES} tries")


def run_selected(page, cell):
    """Run one cell again; what it prints."""
    cell.locator(".jp-InputArea-editor").click()
    page.keyboard.press("Control+Enter")
    return cell.locator(".jp-OutputArea-output").first


def test_the_notebook_moves_and_the_kernel_knows(lab, open_page):
    page = open_page(DESK, apart=True, reduced_motion="reduce")
    page.goto(f"{lab}/doc/tree/{NAME}")
    first, second = page.locator(".jp-CodeCell").nth(0), page.locator(".jp-CodeCell").nth(1)
    expect(page.locator("[data-status=idle]").first).to_be_attached(timeout=60_000)
    begin_running(page, first)
    stage = first.get_by_test_id("stage")
    expect(stage).to_have_attribute("data-ready", "true", timeout=60_000)
    expect(stage.get_by_test_id("badge")).to_contain_text("torch and NumPy")
    button(stage, "Next step").click()
    stage.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("d")  # twice, it would delete the cell
    page.keyboard.press("d")
    expect(stage).to_have_attribute("data-step", "2")
    button(stage, "Change numbers").click()
    stage.locator("[data-cell='w[0,0,1,1]']").click()
    stage.locator("input.edit").fill("9")
    stage.locator("input.edit").press("Enter")
    # First the browser's number, then the kernel's.
    expect(stage.get_by_test_id("badge")).to_contain_text("torch and NumPy")
    expect(run_selected(page, second)).to_contain_text("step 2 is y (0, 1, 0) = 117.0")
    expect(second).to_contain_text("weight [[[[1.0, 2.0], [3.0, 9.0]]]]")
    assert "step=" not in page.url
