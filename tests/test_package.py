"""The wheel in new environments: the core by itself, and the app served from another folder."""

import os
import re
import socket
import subprocess
import sys
import sysconfig
import tomllib
import venv
from contextlib import contextmanager
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import expect

from tests.serving import await_health, free_port, stop

ROOT = Path(__file__).parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LAYER = "[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]"
# What the project's own folder would lend to a Python that runs in it.
OUTSIDE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
BINARIES = "Scripts" if os.name == "nt" else "bin"


class Environment:
    """A new virtual environment, and commands run in it from a folder that is not the project's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.elsewhere = folder / "elsewhere"
        venv.create(folder, symlinks=os.name != "nt")
        self.elsewhere.mkdir()

    def command(self, name: str) -> str:
        return str(self.folder / BINARIES / name)

    def install(self, *what: str) -> None:
        subprocess.run([*PIP, "--python", self.command("python"), "install", *what], check=True)

    def borrow_from_this_one(self) -> None:
        """Lend it every package installed here: the heavy ones take minutes to install."""
        where = sysconfig.get_path("purelib", vars={"base": str(self.folder), "platbase": str(self.folder)})
        (Path(where) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.command(name), *arguments],
            cwd=self.elsewhere,
            env=OUTSIDE,
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, script: str) -> str:
        done = self.run("python", "-c", script)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)], check=True
    )
    return str(next(folder.glob("dsviz-*.whl")))


@pytest.fixture(scope="module")
def core(wheel, tmp_path_factory):
    environment = Environment(tmp_path_factory.mktemp("core"))
    environment.install(wheel)
    return environment


@pytest.fixture(scope="module")
def whole(wheel, tmp_path_factory):
    environment = Environment(tmp_path_factory.mktemp("whole"))
    environment.install("--no-deps", wheel)
    environment.borrow_from_this_one()
    return environment


def test_importing_loads_no_library(whole):
    script = "import sys, dsviz; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = whole.python(script)
    assert "'dsviz'" in loaded
    for name in ("torch", "streamlit", "plotly", "numpy", "babel", "brotli"):
        assert f"'{name}'" not in loaded


def test_the_core_convolves_with_numpy(core):
    script = f"import dsviz; print(dsviz.convolve({LAYER}, backend='numpy').tolist())"
    assert core.python(script) == "[[[37.0, 47.0], [67.0, 77.0]]]"
    assert "site-packages" in core.python("import dsviz; print(dsviz.__file__)")


def test_the_core_writes_a_page_that_shows_itself(core):
    written = f"page = dsviz.stage_html({LAYER}, backend='numpy')"
    assert (
        core.python(f"import dsviz; {written}; print(page[:15], page._repr_html_()[:7])")
        == "<!doctype html> <iframe"
    )


def test_without_torch_the_usual_backend_says_what_to_install(core):
    refused = core.run("python", "-c", f"import dsviz; dsviz.convolve({LAYER})")
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: backend 'torch' needs PyTorch, which is not installed; "
        "pip install \"dsviz[torch]\", or pass backend='numpy'"
    )


@pytest.mark.parametrize("command", [["dsviz"], ["python", "-m", "dsviz"]])
def test_without_the_extras_the_command_says_what_to_install(core, command):
    refused = core.run(*command)
    assert refused.returncode == 1
    assert refused.stderr == (
        "The app needs more than is installed; missing: streamlit, plotly, PIL, brotli, torch. "
        'Install it with: pip install "dsviz[app]"\n'
    )


def test_the_command_tells_its_version_and_its_options(core):
    version = core.python("import dsviz; print(dsviz.__version__)")
    assert core.run("dsviz", "--version").stdout == f"dsviz {version}\n"
    assert "--port PORT" in core.run("dsviz", "--help").stdout
    assert version.startswith("0.")


def test_the_settings_of_the_app_hold_in_another_folder(whole):
    script = """
from streamlit import config
from dsviz.server.command import APP
config._main_script_path = str(APP)
names = ("server.fileWatcherType", "runner.postScriptGC", "browser.gatherUsageStats", "client.toolbarMode")
print(*(config.get_option(name) for name in names))
"""
    assert whole.python(script) == "none False False viewer"


@contextmanager
def serving(environment: Environment, *options: str):
    with subprocess.Popen(
        [environment.command("dsviz"), "--server.address", "127.0.0.1", *options],
        cwd=environment.elsewhere,
        env=OUTSIDE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            yield server
        finally:
            stop(server)


@pytest.fixture
def port():
    return free_port()


def test_the_command_serves_the_app_from_another_folder(whole, port, browser):
    address = f"http://127.0.0.1:{port}"
    with serving(whole, "--port", str(port)) as server:
        await_health(f"{address}/_stcore/health", server)
        page = browser.new_page()
        page.goto(f"{address}/Standard_convolution")
        expect(page.locator("[data-testid=stage][data-playing=true]")).to_be_visible()
        expect(page.get_by_role("heading", name="Standard convolution", exact=True)).to_be_visible()
        page.close()


def test_a_port_that_is_taken_gets_a_sentence(whole):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        refused = whole.run("dsviz", "--port", str(taken), "--server.address", "127.0.0.1")
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"Port {taken} is taken by another program; choose another one, for example: dsviz --port {taken + 1}"
    )


def pins(file: str) -> dict[str, Requirement]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    return {each.name: each for each in found}


def declared(extra: str) -> dict[str, Requirement]:
    """What an extra asks for, with the extras it takes in."""
    found = {}
    for each in map(Requirement, PROJECT["optional-dependencies"][extra]):
        if each.name == PROJECT["name"]:
            found |= {name: one for inner in each.extras for name, one in declared(inner).items()}
        else:
            found[each.name] = each
    return found


def test_the_app_extra_pins_what_the_two_commands_install():
    core = {each.name: each for each in map(Requirement, PROJECT["dependencies"])}
    assert {str(each) for each in declared("app").values()} | set(core) == {
        name if name in core else str(each) for name, each in pins("requirements.txt").items()
    }
    for name, each in core.items():
        pinned = re.fullmatch("==(.+)", str(pins("requirements.txt")[name].specifier))
        assert pinned is not None
        assert each.specifier.contains(pinned[1])


def test_the_test_extra_pins_what_the_test_command_installs():
    wanted = {**declared("app"), **pins("tests/requirements.txt")}
    assert {str(each) for each in declared("test").values()} == {str(each) for each in wanted.values()}
