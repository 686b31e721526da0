"""What a server has done before its first reader comes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A first reader's run, in a process of its own: this one has imported and read what it needed long ago.
FIRST_RUN = """
import sys

from streamlit.testing.v1 import AppTest

import dsviz.pages
from dsviz.content import catalogue
from dsviz.ui.shell.warm import warm

warm(dsviz.pages)
loaded = set(sys.modules)
catalogue._read = lambda language: sys.exit(f"the catalogue of {language} is read in the first run")
page = AppTest.from_file("app.py", default_timeout=60).run()
assert not page.exception, page.exception
assert page.main.children, "nothing was rendered"
rooms = ("dsviz", "streamlit.", "plotly")
late = sorted(name for name in set(sys.modules) - loaded if name.startswith(rooms))
print(*late)
"""
# Of the test's own harness, or of what a server does as it starts.
HARNESS = (
    "streamlit.testing",
    "streamlit.components.v2.manifest_scanner",
    "streamlit.runtime.scriptrunner.magic_funcs",
)


def test_a_first_reader_waits_for_no_import_and_no_catalogue() -> None:
    first = subprocess.run(
        [sys.executable, "-c", FIRST_RUN],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert first.returncode == 0, first.stderr[-800:]
    assert [name for name in first.stdout.split() if not name.startswith(HARNESS)] == []
