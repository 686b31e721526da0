"""What a server does before its first reader comes, so that the first picture is not kept waiting."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import dsviz.figures
import dsviz.ui
from dsviz.content import labels, languages
from dsviz.stage.bundles import bundle, fetched
from dsviz.ui.shell import engine

# Tables and grids come with pandas, charts with Plotly; Streamlit looks in its lists of icons and of emojis
# (a pattern that takes a quarter of a second to compile) for the pictures in labels and choices.
LIBRARIES = ("pandas", "plotly.graph_objects", "streamlit.emojis", "streamlit.material_icon_names")


def warm(*rooms: ModuleType) -> None:
    """Import these rooms and what they import, read the words and the stage's files, put pictures first.

    Left to the first reader's run, all this would take the interpreter's lock from the server while
    that reader's browser fetches the page from it. torch is not among it: `dsviz.ui.shell.engine` brings it.
    """
    for name in LIBRARIES:
        import_module(name)
    for room in (dsviz.figures, dsviz.ui, *rooms):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    for language in languages():  # all: the switch between them names each in its own words
        labels("page", language)
    fetched()
    bundle("stage.css")
    engine.ENGINE.is_holding_back = True
    # Streamlit asks this of the first element it sends, and the answer is looked for in every module.
    inspect.getmodule(inspect.currentframe())
