"""Every page as Streamlit's AppTest runs it: the real script, no browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dsviz.ui import engine

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def torch_is_loaded():
    engine.load_now()


@pytest.fixture
def visit():
    """Open a page's file, with what its link holds."""

    def visiting(file: str, **link: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.run()
        for name, value in link.items():
            app.query_params[name] = value
        if file != "app.py":
            app.switch_page(str(ROOT / file))
        return app.run()

    return visiting
