"""Every page as Streamlit's AppTest runs it: the real script, no browser."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dsviz.ui.parts import seen
from dsviz.ui.shell import engine

# Keras chooses its backend when it is first imported.
os.environ["KERAS_BACKEND"] = "torch"

ROOT = Path(__file__).parents[2]
# The buttons behind which files stand; a test of a page finds them pressed.
PRESSED = (
    *("takeaway", "takeaway-grouped", "takeaway-block", "takeaway-tensorflow", "takeaway-pytorch"),
    *("takeaway-factoring-exact", "takeaway-factoring-separable", "takeaway-playground"),
    *("takeaway-check-0", "takeaway-check-1", "takeaway-forward"),
)


@pytest.fixture(scope="session", autouse=True)
def torch_is_loaded():
    engine.ENGINE.load()


@pytest.fixture(scope="session", autouse=True)
def the_search_for_packaged_components_is_left_out():
    """Streamlit reads every installed package's metadata before every run of an AppTest; ours has none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield


@pytest.fixture(scope="session", autouse=True)
def only_stages_are_components():
    """What asks the stages for the step that a file is of draws nothing, and is tested in a browser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_component", lambda: lambda **_: None)
        yield


@pytest.fixture
def not_loaded_yet(monkeypatch):
    """An engine as before torch is there; nothing loads it behind the test's back."""
    fresh = engine.Engine()
    monkeypatch.setattr(fresh, "load_in_background", lambda: None)
    monkeypatch.setattr(engine, "ENGINE", fresh)
    return fresh


@pytest.fixture
def served(not_loaded_yet):
    """As on a server that was just started, and whose first reader has seen nothing yet."""
    not_loaded_yet.is_holding_back = True
    return not_loaded_yet


@pytest.fixture
def visit():
    """Open the page of an address, with what its link holds."""

    def visiting(page: str, pressed: Sequence[str] = PRESSED, **link: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in link.items():
            app.query_params[name] = value
        for key in pressed:
            app.session_state[f"{key}-open"] = True
        app._page_hash = calc_hash(page)  # `switch_page` knows pages that are files
        return app.run()

    return visiting
