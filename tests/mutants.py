"""``python -m tests.mutants [names]``: plant faults in a copy of the project; the tests must find each.

The faults stand in mutants.toml. The exit code is 1 where one is found by no test, or cannot be tried.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).with_suffix(".toml")
LINKED = (".venv", "node_modules")
LAYERS = "tests/javascript/layers.json"
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
LONGEST = 180  # seconds of one fault's tests
LONGEST_OF_ALL = 3_600  # of the tests of all faults, before anything is planted
KILLED, ALIVE, ERROR = "killed", "ALIVE", "ERROR"
# What pytest and node return where a test failed; pytest has other codes for what is no test's doing.
PASSED, FAILED = 0, 1
# Python tells a compiled module from its source by size and second: too coarse for faults a second apart.
ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1"}


class Fault(NamedTuple):
    """One text put in the place of another, and the tests that must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def is_bundled(self) -> bool:
        """Whether its tests see it in a bundle only, which is built from the file."""
        return "/js/" in self.file and not all(test.endswith(".mjs") for test in self.tests)

    @property
    def room(self) -> str:
        """The folder of dsviz; what runs in the browser of the stage is a room of its own."""
        room = self.file.split("/")[1]
        return f"{room} (js)" if self.file.endswith(".js") else room


def faults() -> list[Fault]:
    read = tomllib.loads(DATA.read_text(encoding="utf-8"))["fault"]
    return [Fault(**{**each, "tests": tuple(each["tests"])}) for each in read]


def copied(root: Path, to: Path) -> None:
    """Copy what git tracks, and link what is installed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True)
    tracked = {name for name in listed.stdout.split("\0") if (root / name).is_file()}
    folders = {parent.as_posix() for name in tracked for parent in Path(name).parents}

    def others(folder: str, names: Sequence[str]) -> list[str]:
        paths = ((Path(folder) / name).relative_to(root).as_posix() for name in names)
        return [Path(path).name for path in paths if path not in tracked | folders]

    shutil.copytree(root, to, ignore=others, dirs_exist_ok=True)
    for name in LINKED:
        if (root / name).exists():
            (to / name).symlink_to((root / name).resolve())


def tell_layers(copy: Path) -> None:
    """Write the layers that the tests in JavaScript read."""
    program = "import json; from tests.javascript.layers import written; print(json.dumps(written()))"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=copy, check=True, capture_output=True, text=True
    )
    json.loads(told.stdout)
    (copy / LAYERS).write_text(told.stdout, encoding="utf-8")


def return_code(
    copy: Path, tests: Iterable[str], output: int | None = subprocess.DEVNULL, longest: float = LONGEST
) -> int:
    """Run tests of either language; the code is that of the first command with a test that fails."""
    tests = list(dict.fromkeys(tests))
    javascript = [test for test in tests if test.endswith(".mjs")]
    python = [test for test in tests if test not in javascript]
    commands = [["node", "--test", *javascript]] if javascript else []
    commands += [[sys.executable, *PYTEST, *python]] if python else []
    for command in commands:
        environment = os.environ | ENVIRONMENT
        done = subprocess.run(
            command, cwd=copy, env=environment, timeout=longest, stdout=output, stderr=output
        )
        if done.returncode != PASSED:
            return done.returncode
    return PASSED


def tried(copy: Path, fault: Fault) -> str:
    """Plant a fault, run its tests, and take it out again."""
    file = copy / fault.file
    source = file.read_text(encoding="utf-8")
    if (count := source.count(fault.old)) != 1:
        return f"{ERROR}: the old text stands {count} times in {fault.file}"

    def write(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        if fault.is_bundled:
            subprocess.run(["node", "build.mjs"], cwd=copy, check=True, stdout=subprocess.DEVNULL)

    write(source.replace(fault.old, fault.new))
    try:
        code = return_code(copy, fault.tests)
    except subprocess.TimeoutExpired:
        return f"{ERROR}: no end after {LONGEST} s"
    finally:
        write(source)
    return {PASSED: ALIVE, FAILED: KILLED}.get(code, f"{ERROR}: the tests end with {code}")


def main(names: Sequence[str]) -> int:
    known = {fault.name: fault for fault in faults()}
    if unknown := set(names) - known.keys():
        raise SystemExit(f"there is no fault {', '.join(sorted(unknown))}")
    chosen = [known[name] for name in names] or list(known.values())
    results = []
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "dsviz"
        copied(ROOT, copy)
        if any(fault.file.endswith(".js") for fault in chosen):
            tell_layers(copy)
        all_tests = (test for fault in chosen for test in fault.tests)
        if return_code(copy, all_tests, output=None, longest=LONGEST_OF_ALL):
            raise SystemExit("the tests fail before anything is planted")
        for fault in chosen:
            start = monotonic()
            results.append(tried(copy, fault))
            print(f"{fault.name:45} {fault.room:10} {monotonic() - start:5.1f} s  {results[-1]}", flush=True)
    print(f"{results.count(KILLED)} of {len(results)} killed")
    return int(results.count(KILLED) < len(results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
