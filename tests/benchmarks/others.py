"""Benchmarks that stand beside the tests of their rooms: each can be run by itself."""

import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.table import row

ROOT = Path(__file__).parents[2]
IMPORT = "import time; start = time.perf_counter(); import dsviz; print(time.perf_counter() - start)"


def measure_import() -> None:
    command = [sys.executable, "-c", IMPORT]
    seconds = min(
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout) for _ in range(5)
    )
    row("import dsviz", f"{seconds * 1000:.0f} ms", "at most 300 ms", seconds / 0.3)


def measure() -> None:
    """Counting against torchinfo, and the diagnosis of wrong answers and of right ones in printouts."""
    checks = ("bench_diagnosis", "bench_answers", "bench_printouts")
    for script in ("tests/cost/bench_count.py", *(f"tests/check/{name}.py" for name in checks)):
        print(f"\n{script}", flush=True)
        start = time.perf_counter()
        subprocess.run([sys.executable, script], cwd=ROOT, check=True)
        row(script, f"{time.perf_counter() - start:.1f} s")
