"""The measurement of time: one at a time, cancelled, bounded, and nothing left behind."""

import threading
from threading import Event

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from dsviz.conv.errors import Refusal
from dsviz.cost import CostError, count, latency, separable, standard
from dsviz.cost.latency import RUNNER, contestants, start
from dsviz.cost.machine import _cpu, cores, machine
from dsviz.cost.runner import OneAtATime
from dsviz.cost.setting import MOST_MACS, MOST_NUMBERS, Setting

SMALL = {"in_channels": 4, "out_channels": 8, "size": 8}
WAIT = 60


def measuring_threads():
    return [
        thread for thread in threading.enumerate() if thread.name == "dsviz-measurement" and thread.is_alive()
    ]


def gone(thread):
    thread.join(WAIT)
    return not thread.is_alive()


def finished(setting):
    job = start(setting)
    threads = measuring_threads()
    assert job.wait(WAIT)
    assert all(gone(thread) for thread in threads)
    return job


@pytest.mark.parametrize("norm_and_relu", [False, True])
def test_a_run_to_its_end(norm_and_relu):
    job = finished(Setting(**SMALL, seconds=0.1, norm_and_relu=norm_and_relu))
    assert (job.state, job.fraction, job.error) == ("done", 1.0, None)
    timings = job.result.timings
    assert set(timings) == {"standard", "separable", "depthwise", "pointwise"}
    for timing in timings.values():
        assert 0 < timing.q1 <= timing.median <= timing.q3
        assert timing.iqr == timing.q3 - timing.q1
        assert timing.rounds >= 5
        assert timing.passes >= 1
    assert job.result.gain == timings["standard"].median / timings["separable"].median
    assert job.result.machine == machine()
    assert RUNNER.current is None
    assert measuring_threads() == []


def test_the_load_is_the_count():
    loads = Setting(64, 128, 56, batch=2).contestants()
    assert loads["standard"].macs == 2 * 231_211_008
    assert loads["depthwise"].macs == 2 * 1_806_336
    assert loads["separable"].macs == loads["depthwise"].macs + loads["pointwise"].macs
    assert loads["depthwise"].numbers == 9 * 64 + 2 * (64 * 56 * 56 + 64 * 56 * 56)
    assert loads["depthwise"].macs_per_number < loads["pointwise"].macs_per_number


@pytest.mark.parametrize("kernel", range(1, 16))
def test_what_is_timed_is_what_is_counted_on_the_page(kernel):
    setting = Setting(6, 8, 11, kernel, batch=2)
    loads = setting.contestants()
    same = count(standard(6, 8, kernel, padding="same"), 11)
    pair = count(separable(6, 8, kernel, padding="same"), 11)
    assert (loads["standard"].macs, loads["separable"].macs) == (2 * same.macs, 2 * pair.macs)
    for name, (module, x) in contestants(setting).items():
        with FlopCounterMode(display=False) as counter:
            assert module(x).shape[-2:] == (11, 11)
        assert counter.get_total_flops() == 2 * loads[name].macs


@pytest.mark.parametrize(("kernel", "stride"), [(3, 2), (2, 2), (4, 3), (5, 3)])
def test_what_is_timed_with_a_stride_is_what_is_counted(kernel, stride):
    setting = Setting(4, 6, 10, kernel, stride, norm_and_relu=True)
    for name, (module, x) in contestants(setting).items():
        with FlopCounterMode(display=False) as counter:
            module(x)
        assert counter.get_total_flops() == 2 * setting.contestants()[name].macs


@pytest.mark.parametrize("kernel", [2, 3])
@pytest.mark.parametrize("norm_and_relu", [False, True])
def test_every_convolution_is_followed_by_norm_and_relu_only_where_asked(kernel, norm_and_relu):
    runs = contestants(Setting(**SMALL, kernel=kernel, norm_and_relu=norm_and_relu))
    kinds = {"Conv2d": "c", "BatchNorm2d": "n", "ReLU": "r", "ZeroPad2d": "", "Sequential": ""}
    built = {
        name: "".join(kinds[type(each).__name__] for each in module.modules())
        for name, (module, _) in runs.items()
    }
    one = "cnr" if norm_and_relu else "c"
    assert built == {"standard": one, "separable": one + one, "depthwise": one, "pointwise": one}


def test_an_even_kernel_keeps_the_size():
    assert Setting(64, 128, 56, 2).contestants()["standard"].macs == 102_760_448


def test_a_second_run_is_told_to_wait_and_a_cancelled_one_ends():
    job = start(Setting(**SMALL, seconds=30))
    threads = measuring_threads()
    with pytest.raises(CostError, match="one measurement runs at a time; wait") as refused:
        start(Setting(**SMALL, seconds=0.1))
    assert refused.value.rule == "one-run-at-a-time"
    assert RUNNER.current is job
    job.cancel()
    assert job.wait(10)
    assert (job.state, job.result, RUNNER.current) == ("cancelled", None, None)
    assert len(threads) == 1
    assert gone(threads[0])
    assert finished(Setting(**SMALL, seconds=0.05)).state == "done"


@pytest.mark.parametrize("threads", range(1, cores() + 1))
def test_the_thread_count_is_put_back(threads):
    before = torch.get_num_threads()
    finished(Setting(**SMALL, seconds=0.05, threads=threads))
    cancelled = start(Setting(**SMALL, seconds=30, threads=threads))
    cancelled.cancel()
    assert cancelled.wait(10)
    assert torch.get_num_threads() == before
    seen = []
    other = threading.Thread(target=lambda: seen.append(torch.get_num_threads()))
    other.start()
    other.join()
    assert seen == [before]


def test_a_slow_first_pass_alone_refuses_nothing(monkeypatch):
    seconds = iter((9.0, 0.1))
    monkeypatch.setattr(latency, "_pass_seconds", lambda *_: next(seconds))
    assert finished(Setting(**SMALL, seconds=0.05)).state == "done"


def test_a_layer_that_counts_little_and_takes_long_is_refused(monkeypatch):
    monkeypatch.setattr(latency, "MOST_PASS_SECONDS", 0.0)
    job = finished(Setting(**SMALL, seconds=30))
    assert (job.state, job.result, RUNNER.current) == ("failed", None, None)
    assert job.error.rule == "pass-seconds"
    assert "at most 0 s here; it took 0.0 s" in str(job.error)


def test_progress_only_grows():
    held, go, seen = Event(), Event(), []

    def work(job):
        for fraction in (0.5, 0.25, 0.75, 7):
            job.report(fraction)
            seen.append(job.fraction)
        held.set()
        go.wait(WAIT)
        return "end"

    runner = OneAtATime()
    job = runner.start(work)
    assert held.wait(WAIT)
    assert (job.state, job.wait(0), runner.current) == ("running", False, job)
    with pytest.raises(CostError, match="100 % done"):
        runner.start(work)
    go.set()
    assert job.wait(WAIT)
    assert (job.result, seen) == ("end", [0.5, 0.5, 0.75, 1.0])


def test_a_failure_is_kept_and_frees_the_place():
    runner = OneAtATime()
    job = runner.start(lambda job: 1 // 0)
    assert job.wait(WAIT)
    assert job.state == "failed"
    assert isinstance(job.error, ZeroDivisionError)
    assert runner.start(lambda job: 1).wait(WAIT)


def test_a_second_run_may_start_as_soon_as_the_first_is_waited_for():
    runner = OneAtATime()
    for number in range(50):
        job = runner.start(lambda job, number=number: number)
        assert job.wait(WAIT)
        assert job.result == number


def test_of_many_callers_at_once_one_wins():
    runner, go, gate, won = OneAtATime(), Event(), threading.Barrier(8), []

    def call():
        gate.wait(WAIT)
        try:
            won.append(runner.start(lambda job: go.wait(WAIT)))
        except CostError:
            won.append(None)

    callers = [threading.Thread(target=call) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(WAIT)
    go.set()
    jobs = [job for job in won if job]
    assert (len(won), len(jobs)) == (8, 1)
    assert jobs[0].wait(WAIT)


@pytest.mark.parametrize(
    ("settings", "rule", "values"),
    [
        ({"size": 0}, "range", "size must be from 1"),
        ({"size": 513}, "limit", "size must be at most 512 in a measurement here; got 513"),
        ({"in_channels": 4096}, "limit", "4096"),
        ({"out_channels": -3}, "range", "got -3"),
        ({"kernel": 17}, "limit", "kernel"),
        ({"stride": 1.5}, "whole-number", "stride"),
        ({"batch": 65}, "limit", "batch"),
        ({"threads": cores() + 1}, "limit", "threads"),
        ({"seconds": 0}, "time-range", "got 0"),
        ({"seconds": 31}, "time-range", "got 31"),
        ({"seconds": float("nan")}, "time-range", "nan"),
        ({"seconds": "4"}, "time-range", "'4'"),
        ({"in_channels": 1024, "out_channels": 1024}, "macs-limit", f"{MOST_MACS:,}"),
        (
            {"in_channels": 64, "out_channels": 64, "size": 512, "kernel": 1},
            "numbers-limit",
            f"{MOST_NUMBERS:,}",
        ),
    ],
)
def test_limits(settings, rule, values):
    with pytest.raises(Refusal) as refused:
        Setting(**settings)
    assert refused.value.rule == rule
    assert values in str(refused.value)


def test_the_machine_is_named(tmp_path):
    assert machine().torch == torch.__version__
    assert machine().cores == cores() >= 1
    info = tmp_path / "cpuinfo"
    info.write_text("processor : 0\nmodel name\t: Some CPU @ 2 GHz\n")
    assert _cpu(info) == "Some CPU @ 2 GHz"
    assert _cpu(tmp_path / "none") != ""
