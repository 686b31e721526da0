"""How long something takes, on a machine that others use too."""

from collections.abc import Callable
from time import process_time

TRIES = 4


def fastest(run: Callable[[], object], enough: float = 0.0) -> float:
    """Processor seconds of the fastest of a few runs; no more runs once one is fast enough."""
    best = float("inf")
    for _ in range(TRIES):
        started = process_time()
        run()
        best = min(best, process_time() - started)
        if best < enough:
            break
    return best
