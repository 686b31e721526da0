"""Which browser the tests drive."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# Chromium that never has a window: the same pages for a quarter of the work.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What takes a third off the work of a page that only a test sees: no process of its own for drawing, and none
# for each page of a site. Measurements do without.
SPARING = ["--in-process-gpu", "--process-per-site"]


def on_path(names: tuple[str, ...] = NAMES) -> str | None:
    """Return the first of these browsers on the PATH; None leaves the choice to Playwright."""
    return next(filter(None, map(shutil.which, names)), None)


def launched(playwright: Playwright, *more: str) -> Browser:
    return playwright.chromium.launch(executable_path=on_path(), args=[*FLAGS, *more])
