"""Texts that may be two things: which one is taken, and the others beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from dsviz.reading.axes import Known, Option, Role, options
from dsviz.reading.errors import ReadError
from dsviz.reading.typed import Typed


def options_of(typed: Typed, role: Role, known: Known, picture: int = 0) -> tuple[Option, ...]:
    """List the layouts in which numbers can be taken, and behind them what else their text may be.

    What agrees with everything known comes first.

    Parameters
    ----------
    typed : Typed
    role : {"input", "kernel", "bias", "output"}
    known : Known
    picture : int

    Returns
    -------
    tuple of Option

    Raises
    ------
    ReadError
        That of the likeliest form, where no form can be taken.

    Examples
    --------
    >>> decimals = Typed([1.2, 3.4], (1, 2), form="decimals")
    >>> rows = Typed([1.0, 2.0, 3.0, 4.0], (2, 2), form="rows", others=(decimals,))
    >>> [option.name for option in options_of(rows, "input", Known())]
    ['rows:HW', 'decimals:HW']
    >>> [option.name for option in options_of(rows, "output", Known(output=(1, 1, 2)))]
    ['decimals:NCHW', 'rows:HW']
    """
    besides = [found for other in typed.others for found in _first(other, role, known, picture)]
    try:
        found = options(typed.array, role, known, typed.telling, picture)
    except ReadError:
        if not besides:
            raise
        return tuple(sorted(besides, key=lambda option: not option.fits))
    taken = [replace(option, form=typed.form) for option in found]
    if taken[0].fits:
        return (*taken, *besides)
    fitting = [option for option in besides if option.fits]
    return (*fitting, *taken, *(option for option in besides if not option.fits))


def _first(typed: Typed, role: Role, known: Known, picture: int) -> list[Option]:
    """Take another form in its likeliest layout; none where it has none."""
    with suppress(ReadError):
        likeliest = options(typed.array, role, known, typed.telling, picture)[0]
        return [replace(likeliest, form=typed.form, typed_shape=typed.shape)]
    return []
