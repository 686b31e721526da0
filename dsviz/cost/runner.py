"""One piece of long work at a time, in the background, with progress and cancel."""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from dsviz.cost.errors import CostError

Result = TypeVar("Result")


class Cancelled(Exception):
    """Raised inside the work by `Job.report` once somebody has cancelled it."""


class Job(Generic[Result]):
    """A piece of work under way: what the page that started it holds.

    Attributes
    ----------
    fraction : float, how much is done, 0 to 1
    state : "running", "done", "cancelled" or "failed"
    result : what the work returned, None until it is done
    error : the exception of a failed work, else None
    """

    def __init__(self) -> None:
        self.fraction = 0.0
        self.state = "running"
        self.result: Result | None = None
        self.error: Exception | None = None
        self._cancel, self._ended = Event(), Event()

    def report(self, fraction: float) -> None:
        """Note the progress; called by the work, which ends here when it was cancelled.

        Raises
        ------
        Cancelled
        """
        if self._cancel.is_set():
            raise Cancelled
        self.fraction = min(max(fraction, self.fraction), 1.0)

    def cancel(self) -> None:
        """Ask the work to end at its next report; returns at once."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the work has ended, at most so long; say whether it has."""
        return self._ended.wait(seconds)

    def _run(self, work: Callable[["Job[Result]"], Result]) -> None:
        try:
            self.result = work(self)
            self.fraction, self.state = 1.0, "done"
        except Cancelled:
            self.state = "cancelled"
        except Exception as error:
            # The reader's page shows it; a thread has nobody above it to raise to.
            self.error, self.state = error, "failed"


class OneAtATime:
    """Runs one job for the whole server; a second caller is told to wait.

    Examples
    --------
    >>> runner = OneAtATime()
    >>> job = runner.start(lambda job: 6 * 7)
    >>> job.wait(5), job.state, job.result
    (True, 'done', 42)
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._current: Job[Any] | None = None

    @property
    def current(self) -> Job[Any] | None:
        """The job under way, or None."""
        return self._current

    def start(self, work: Callable[[Job[Result]], Result]) -> Job[Result]:
        """Start a piece of work in a thread of its own.

        Parameters
        ----------
        work : callable taking the Job, to which it reports its progress

        Raises
        ------
        CostError, rule ``one-run-at-a-time``
        """
        with self._lock:
            if self._current is not None:
                raise CostError("one-run-at-a-time", percent=round(100 * self._current.fraction))
            job: Job[Result] = Job()
            self._current = job
        try:
            Thread(target=self._run, args=(job, work), name="dsviz-measurement", daemon=True).start()
        except RuntimeError:
            self._current = None
            raise
        return job

    def _run(self, job: Job[Result], work: Callable[[Job[Result]], Result]) -> None:
        try:
            job._run(work)
        finally:
            # Free the place before waking the waiter, who may want to start the next run.
            self._current = None
            job._ended.set()
