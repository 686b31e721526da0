"""Measured time: a standard convolution against its depthwise and pointwise steps, on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import monotonic
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.benchmark import Timer

from dsviz.cost.errors import CostError
from dsviz.cost.machine import Machine, machine
from dsviz.cost.runner import Job, OneAtATime
from dsviz.cost.setting import Load, Setting

LEAST_ROUNDS, MOST_ROUNDS = 5, 400
BLOCK_SECONDS = 0.005
# One pass of all contestants: counts do not tell how slowly torch computes a large depthwise kernel, and
# five rounds of minutes would keep every other reader waiting.
MOST_PASS_SECONDS = 1.0

#: The server's one measurement at a time.
RUNNER = OneAtATime()


@dataclass(frozen=True, slots=True)
class Timing:
    """Measured seconds of one pass of a whole batch: the middle half lies between q1 and q3.

    Attributes
    ----------
    median, q1, q3 : float, seconds
    rounds : int, how many times it was measured
    passes : int, passes in each of them
    load : Load
    """

    median: float
    q1: float
    q3: float
    rounds: int
    passes: int
    load: Load

    @property
    def iqr(self) -> float:
        """Return the spread, q3 - q1, in seconds."""
        return self.q3 - self.q1


@dataclass(frozen=True, slots=True)
class Comparison:
    """A finished measurement.

    Attributes
    ----------
    setting : Setting
    timings : dict of Timing by contestant
    machine : Machine
    """

    setting: Setting
    timings: dict[str, Timing]
    machine: Machine

    @property
    def gain(self) -> float:
        """How many times faster depthwise + pointwise was than the standard convolution, by the medians."""
        return self.timings["standard"].median / self.timings["separable"].median

    @property
    def mac_gain(self) -> float:
        """How many times fewer MACs it has."""
        return self.timings["standard"].load.macs / self.timings["separable"].load.macs


def start(setting: Setting) -> Job[Comparison]:
    """Start a measurement in the background; one at a time for the whole server.

    Returns
    -------
    Job, whose result is a Comparison

    Raises
    ------
    CostError, rule ``one-run-at-a-time``

    Examples
    --------
    >>> job = start(Setting(4, 8, 8, seconds=0.05))
    >>> job.wait(30), job.state, sorted(job.result.timings)
    (True, 'done', ['depthwise', 'pointwise', 'separable', 'standard'])
    """
    return RUNNER.start(lambda job: measure(setting, job))


@torch.inference_mode()
def measure(setting: Setting, job: Job[Any]) -> Comparison:
    """Measure, taking the contestants in turn so that a disturbance hits all alike.

    Parameters
    ----------
    setting : Setting
    job : Job, told of the progress; it ends the measurement when cancelled

    Returns
    -------
    Comparison

    Raises
    ------
    CostError, rule ``pass-seconds``, where five rounds would take far longer than was asked for
    """
    runs = contestants(setting)
    _check_pace(runs, job)
    timers = {name: _timer(*run, setting.threads) for name, run in runs.items()}
    passes = _passes(timers, job)
    samples: dict[str, list[float]] = {name: [] for name in timers}
    begun, rounds = monotonic(), 0
    while rounds < LEAST_ROUNDS or (rounds < MOST_ROUNDS and monotonic() < begun + setting.seconds):
        for name, timer in timers.items():
            job.report(max(rounds / MOST_ROUNDS, min(0.99, (monotonic() - begun) / setting.seconds)))
            samples[name].append(timer.timeit(passes[name]).median)
        rounds += 1
    loads = setting.contestants()
    timings = {name: _timing(samples[name], passes[name], loads[name]) for name in timers}
    return Comparison(setting, timings, machine())


def _check_pace(runs: Mapping[str, tuple[nn.Module, Tensor]], job: Job[Any]) -> None:
    # In the first pass torch also prepares itself, which a busy server may take long for: two chances.
    needed = _pass_seconds(runs, job)
    if needed > MOST_PASS_SECONDS:
        needed = _pass_seconds(runs, job)
    if needed > MOST_PASS_SECONDS:
        raise CostError("pass-seconds", most=f"{MOST_PASS_SECONDS:g}", got=f"{needed:.1f}")


def _pass_seconds(runs: Mapping[str, tuple[nn.Module, Tensor]], job: Job[Any]) -> float:
    begun = monotonic()
    for module, x in runs.values():
        job.report(0.0)
        module(x)
    return monotonic() - begun


def _passes(timers: Mapping[str, Timer], job: Job[Any]) -> dict[str, int]:
    """Choose how many passes make a measurement of about `BLOCK_SECONDS`, for each contestant."""
    passes = {}
    for name, timer in timers.items():
        job.report(0.0)
        passes[name] = max(1, int(BLOCK_SECONDS / timer.timeit(1).median))
    return passes


@torch.no_grad()
def contestants(setting: Setting) -> dict[str, tuple[nn.Module, Tensor]]:
    """Build what is timed: each contestant with its input, the very layers `Setting.contestants` counts.

    Examples
    --------
    >>> module, x = contestants(Setting(4, 8, 7, kernel=2))["standard"]
    >>> module(x).shape
    torch.Size([1, 8, 7, 7])
    """
    channels, outputs = setting.in_channels, setting.out_channels
    first = _spatial(setting, channels, groups=channels)
    last = _dressed(nn.Conv2d(channels, outputs, 1, bias=False), setting.norm_and_relu)
    x = torch.ones(setting.batch, channels, setting.size, setting.size)
    return {
        "standard": (_spatial(setting, outputs), x),
        "separable": (nn.Sequential(first, last), x),
        "depthwise": (first, x),
        "pointwise": (last, first(x)),
    }


def _spatial(setting: Setting, outputs: int, groups: int = 1) -> nn.Module:
    before, after = setting.pads
    conv = nn.Conv2d(
        setting.in_channels,
        outputs,
        setting.kernel,
        setting.stride,
        padding=before if before == after else 0,
        groups=groups,
        bias=False,
    )
    dressed = _dressed(conv, setting.norm_and_relu)
    # torch's convolution pads both sides alike; for an even kernel the border is a step of its own.
    return dressed if before == after else nn.Sequential(nn.ZeroPad2d((before, after) * 2), dressed)


def _timer(module: nn.Module, x: Tensor, threads: int) -> Timer:
    # Timer sets the thread count around each timing and puts the old one back.
    return Timer("module(x)", globals={"module": module, "x": x}, num_threads=threads)


def _dressed(conv: nn.Conv2d, norm_and_relu: bool) -> nn.Module:
    if not norm_and_relu:
        return conv
    return nn.Sequential(conv, nn.BatchNorm2d(conv.out_channels), nn.ReLU()).eval()


def _timing(samples: list[float], passes: int, load: Load) -> Timing:
    q1, _, q3 = quantiles(samples, n=4, method="inclusive")
    return Timing(median(samples), q1, q3, len(samples), passes, load)
