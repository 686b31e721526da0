"""``python3 -m tests``: set up what is missing, a browser and two servers included, then run every check.

Arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dsviz.bootstrap import prepare  # noqa: E402 - found also when run by its path
from tests.browsers import SHELLS, on_path  # noqa: E402

# A browser test mostly waits; two files at once halve the time, and a file keeps its one server. They are
# taken as tests/conftest.py puts them, not those of most tests first: the longest files have few.
TWO_AT_A_TIME = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
# Programs that some tests start, with their packages in Debian. Without one its tests are skipped.
SERVERS = {"haproxy": "haproxy", "nginx": "nginx-light"}
CHECKS = (["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy", "dsviz"])


def see_to_chromium(python: Path) -> None:
    """Take Debian's Chromium without windows if we may install it, else what is there, else Playwright's."""
    if not on_path(SHELLS):
        install_debian_package(SHELLS[0])
    if on_path():
        return
    command = [str(python), "-m", "playwright", "install", "chromium"]
    print("+", *command[1:], flush=True)
    if subprocess.call(command, cwd=ROOT):
        raise SystemExit(
            "The browser tests need Chromium or Google Chrome on the PATH; install one "
            "(on Debian and Ubuntu: the package chromium), then start the tests again."
        )


def see_to_servers() -> None:
    """Take Debian's HAProxy and nginx if we may install them; say which tests are skipped for want of one."""
    for program, package in SERVERS.items():
        if not is_there(program):
            install_debian_package(package)
        if not is_there(program):
            print(
                f"Tests that start {program} are skipped: it is not on the PATH. "
                f"On Debian and Ubuntu it is in the package {package}.",
                flush=True,
            )


def is_there(program: str) -> bool:
    """Tell whether a program can be started; servers stand where only root's PATH leads."""
    return shutil.which(program, path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))) is not None


def install_debian_package(name: str) -> None:
    if shutil.which("apt-get") and os.geteuid() == 0 and subprocess.call(["apt-get", "update", "-q"]) == 0:
        subprocess.call(["apt-get", "install", "-q", "-y", "--no-install-recommends", name])


def run(*command: str) -> None:
    print("+", *command[1:], flush=True)
    code = subprocess.call(command, cwd=ROOT)
    if code:
        raise SystemExit(code)


def main() -> None:
    python = prepare("requirements.txt", "tests/requirements.txt")
    see_to_chromium(python)
    see_to_servers()
    # Dozens of servers and programs start in a run: each would compile the app anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for check in CHECKS:
        run(str(python), "-m", *check)
    run(str(python), "-m", "tests.javascript")
    run(str(python), "-m", "pytest", *TWO_AT_A_TIME, *sys.argv[1:])


if __name__ == "__main__":
    main()
