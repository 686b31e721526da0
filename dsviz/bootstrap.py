"""A virtual environment with what the project needs, made by the standard library alone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)


def prepare(*requirements: str) -> Path:
    """Make ``.venv`` if it is missing, and install the named files unless these very texts are installed.

    Parameters
    ----------
    *requirements : str
        Requirement files, relative to the project's folder.

    Returns
    -------
    Path
        The environment's Python.

    Raises
    ------
    SystemExit
        With a sentence, where this Python is too old or an installation fails.
    """
    if sys.version_info < OLDEST:
        raise SystemExit(f"dsviz needs Python >= {OLDEST[0]}.{OLDEST[1]}; got {sys.version.split()[0]}")
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _has_pip(python):
        _make_environment()
    stamp = ENVIRONMENT / "installed.json"
    installed = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in requirements}
    if not wanted.items() <= installed.items():
        _install(python, requirements)
        stamp.write_text(json.dumps({**installed, **wanted}), encoding="utf-8")
    return python


def become(python: Path, *arguments: str, folder: Path = ROOT) -> None:
    """Go on as another command, which finds the project from whatever folder it runs in.

    Parameters
    ----------
    python : Path
    *arguments : str
    folder : Path
        In which it runs: paths that are not absolute are of it.
    """
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([before] if before else [])])
    os.chdir(folder)
    command = [str(python), *arguments]
    if os.name == "nt":
        raise SystemExit(subprocess.call(command))
    os.execv(command[0], command)


def _has_pip(python: Path) -> bool:
    asked = [str(python), "-m", "pip", "--version"]
    return python.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _make_environment() -> None:
    _say(f"Making a virtual environment in {ENVIRONMENT.name}")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError) as error:
        raise SystemExit(
            "This Python cannot make one; on Debian, install the package python3-venv."
        ) from error


def _install(python: Path, requirements: tuple[str, ...]) -> None:
    _say(f"Installing {' and '.join(requirements)}; the first time takes a few minutes")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    for name in requirements:
        command += ["-r", str(ROOT / name)]
    if subprocess.call(command) != 0:
        raise SystemExit("pip could not install the requirements; its message is above.")


def _say(words: str) -> None:
    sys.stderr.write(f"dsviz: {words}.\n")
