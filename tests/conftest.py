"""What every test shares: a speed belongs in a benchmark, so no property has a deadline."""

import os

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests.browsers import launched

# Tests run two at a time, and torch's threads of both would wait for each other at every small layer:
# one of the examples takes 10 µs with one thread, 40 µs with two. Read when torch is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("dsviz", deadline=None)
settings.load_profile("dsviz")


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of a worker: Playwright keeps a loop in the main thread as long as it is there."""
    with sync_playwright() as playwright:
        instance = launched(playwright)
        yield instance
        instance.close()
