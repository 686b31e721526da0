"""What every test shares: a speed belongs in a benchmark, so no property has a deadline."""

import os

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests.browsers import SPARING, launched
from tests.thorough import THOROUGH, in_depth, is_whole

# Tests run two at a time, and torch's threads of both would wait for each other at every small layer:
# one of the examples takes 10 µs with one thread, 40 µs with two. Read when torch is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("dsviz", deadline=None, max_examples=100 if THOROUGH else 40)
settings.load_profile("dsviz")


# A worker takes a whole file: the longest ones begin, so that short ones are left for the end.
LONGEST_FIRST = (
    *("test_playground", "test_lessons", "test_check_work", "test_cost", "test_package", "test_mistaken"),
    *("test_compare", "test_takeaway", "test_networks", "test_changes", "test_links_of_before"),
    *("test_diagnose", "test_hostile_files", "test_paste_bounds", "test_far_away", "test_exercises"),
    *("test_stage", "test_picture"),
)


def pytest_collection_modifyitems(config, items):
    if not _is_whole(config):
        deeper = [item for item in items if item.get_closest_marker(in_depth.name)]
        config.hook.pytest_deselected(items=deeper)
        items[:] = [item for item in items if not item.get_closest_marker(in_depth.name)]
    items.sort(key=lambda item: LONGEST_FIRST.index(item.path.stem) if _is_long(item) else len(LONGEST_FIRST))


def _is_whole(config) -> bool:
    return is_whole(config.args, config.getoption("keyword"))


def pytest_terminal_summary(terminalreporter, config):
    if not _is_whole(config):
        terminalreporter.write_line(
            "An everyday run: what is in depth, and sweeps over all pages, are left to DSVIZ_THOROUGH=1."
        )


def _is_long(item) -> bool:
    return item.path.stem in LONGEST_FIRST


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of a worker: Playwright keeps a loop in the main thread as long as it is there."""
    with sync_playwright() as playwright:
        instance = launched(playwright, *SPARING)
        yield instance
        instance.close()
