"""Torch comes after the first paint: until then NumPy stands in, and the page says so."""

import subprocess
import sys

import pytest

from dsviz.content import label
from dsviz.ui.shell import engine

FILE = "Standard_convolution"


def drawn(app):
    """The page again, after the browser has drawn its first picture."""
    app.session_state[engine.PAINTED] = True
    return app.run()


def test_numpy_stands_in_and_the_page_says_that_torch_will_check(visit, not_loaded_yet):
    app = visit(FILE)
    said = "\n".join(each.value for each in app.markdown)
    assert not app.exception
    assert label("result.checking") in said
    assert '"engine": "numpy"' in app.get("bidi_component")[0].proto.json.replace('":"', '": "')


def test_torchs_numbers_take_numpys_place_without_mounting_the_stage_anew(visit, not_loaded_yet):
    app = visit(FILE)
    before = app.get("bidi_component")[0].proto.id
    not_loaded_yet.load()
    app.run()
    said = "\n".join(each.value for each in app.markdown)
    assert label("result.checking") not in said
    assert label("result.reference", difference="0") in said
    assert app.get("bidi_component")[0].proto.id == before


def test_a_page_says_so_where_torch_cannot_be_loaded(visit, monkeypatch):
    monkeypatch.setattr(engine.ENGINE, "failure", "no such library")
    app = visit(FILE)
    assert not app.exception
    assert [warning.value for warning in app.warning] == [label("engine.failed", reason="no such library")]
    assert engine.backend() == "numpy"


def test_loading_is_begun_once_however_many_readers_ask(monkeypatch):
    begun = []

    class Thread:
        def __init__(self, target, daemon):
            begun.append((target, daemon))

        def start(self):
            pass

    monkeypatch.setattr(engine.threading, "Thread", Thread)
    fresh = engine.Engine()
    for _ in range(3):
        fresh.load_in_background()
    assert begun == [(fresh.load, True)]


def test_one_server_s_engine_knows_nothing_of_another_s():
    settled, fresh = engine.Engine(), engine.Engine(is_holding_back=True)
    settled.load()
    assert (settled.is_settled, settled.backend) == (True, "torch")
    assert (fresh.is_settled, fresh.backend) == (False, "numpy")


def test_a_page_on_its_way_loads_nothing_and_puts_the_stage_only(visit, served, monkeypatch):
    asked = []
    monkeypatch.setattr(served, "load_in_background", lambda: asked.append("load"))
    app = visit(FILE)
    assert asked == []
    assert not served.is_settled
    assert len(app.get("bidi_component")) == 1
    assert not app.get("plotly_chart")
    assert not app.selectbox
    assert not app.get("download_button")
    assert not app.header


def test_where_no_server_holds_back_a_page_is_whole_without_torch(visit, not_loaded_yet):
    app = visit(FILE)
    assert app.get("plotly_chart")
    assert app.selectbox


@pytest.mark.parametrize("torch_there", [False, True])
def test_a_drawn_page_gets_the_rest_whether_torch_is_there_or_not(visit, served, torch_there):
    if torch_there:
        served.load()
    app = visit(FILE)
    assert not app.get("plotly_chart")
    drawn(app)
    assert app.get("plotly_chart")
    assert app.selectbox
    assert app.get("download_button")
    assert app.selectbox[0].value == "standard-cs231n"


@pytest.mark.parametrize(
    "script",
    [
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        "assert not app.exception and len(app.get('bidi_component')) == 1\n",
        "import app\nassert 'plotly.graph_objects' in sys.modules\n",
    ],
    ids=["the front door", "the server"],
)
def test_it_begins_without_torch(script):
    script = f"import sys\n{script}\nsys.exit('torch' in sys.modules)"
    root = str(engine.__file__).rsplit("dsviz", 1)[0]
    assert (
        subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=False).returncode
        == 0
    )
