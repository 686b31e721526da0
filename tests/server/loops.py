"""Coroutines of tests, run to their end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """Run it in a thread of its own: a browser of other tests may keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
