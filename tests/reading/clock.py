"""How long something takes, on a machine that others use too."""

from collections.abc import Callable
from time import process_time

TRIES = 4
QUIET = 0.05  # processor seconds of `unit` on two quiet cores


def unit() -> float:
    """Processor seconds of a million additions, now: on a loaded machine they take longer."""
    started = process_time()
    total = 0
    for each in range(1_000_000):
        total += each
    return process_time() - started


def stretched(bound: float) -> float:
    """A bound on processor time, in proportion longer where the machine is slower than a quiet one now."""
    return bound * max(1.0, unit() / QUIET)


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
