"""Which browser the tests drive."""

import shutil

# Chromium that never has a window: the same pages for a quarter of the work.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path(names: tuple[str, ...] = NAMES) -> str | None:
    """Return the first of these browsers on the PATH; None leaves the choice to Playwright."""
    return next(filter(None, map(shutil.which, names)), None)
