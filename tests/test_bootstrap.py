"""The set-up behind the README's two commands installs when something changed, and only then."""

import importlib
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from dsviz import bootstrap
from tests.thorough import one_in

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of two requirement files; what would be installed is written down instead."""
    (tmp_path / "app.txt").write_text("one==1\n")
    (tmp_path / "tests.txt").write_text("two==2\n")
    installed = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "_has_pip", lambda python: (tmp_path / ".venv").is_dir())
    monkeypatch.setattr(bootstrap.venv, "create", lambda folder, **settings: folder.mkdir())
    monkeypatch.setattr(bootstrap, "_install", lambda python, names: installed.append(names))
    return tmp_path, installed


def test_the_first_time_makes_the_environment_and_installs(project):
    folder, installed = project
    python = bootstrap.prepare("app.txt")
    assert python.parent.parent == folder / ".venv"
    assert installed == [("app.txt",)]


def test_the_second_time_installs_nothing(project):
    _, installed = project
    for _ in range(3):
        bootstrap.prepare("app.txt", "tests.txt")
    bootstrap.prepare("app.txt")
    assert installed == [("app.txt", "tests.txt")]


def test_a_changed_requirement_is_installed_and_an_old_one_again(project):
    folder, installed = project
    for version in ("one==1\n", "one==2\n", "one==1\n"):
        (folder / "app.txt").write_text(version)
        bootstrap.prepare("app.txt")
    assert installed == [("app.txt",)] * 3


def test_a_failed_installation_is_tried_again(project, monkeypatch):
    folder, _ = project

    def fail(python, names):
        raise SystemExit("pip could not")

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "_install", fail)
        with pytest.raises(SystemExit):
            bootstrap.prepare("app.txt")
    assert not (folder / ".venv" / "installed.json").exists()
    bootstrap.prepare("app.txt")
    assert list(json.loads((folder / ".venv" / "installed.json").read_text())) == ["app.txt"]


def test_an_old_python_is_refused_with_both_versions(monkeypatch):
    monkeypatch.setattr(bootstrap, "OLDEST", (9, 0))
    with pytest.raises(SystemExit, match=rf">= 9\.0; got {sys.version_info[0]}\."):
        bootstrap.prepare("requirements.txt")


def test_the_set_up_needs_the_standard_library_alone():
    script = (
        "import sys; import dsviz.bootstrap; sys.exit(any(m in sys.modules for m in ('numpy', 'streamlit')))"
    )
    assert subprocess.run([sys.executable, "-S", "-c", script], cwd=ROOT, check=False).returncode == 0


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "tests/requirements.txt"):
        lines = (ROOT / name).read_text().splitlines()
        assert [line for line in lines if line and not line.startswith("#") and "==" not in line] == []


@pytest.fixture
def no_browser(monkeypatch):
    """The test command on a machine without a browser, for somebody who is not root: what it calls."""
    command = importlib.import_module("tests.__main__")
    called = []
    monkeypatch.setattr(command, "on_path", lambda *names: None)
    monkeypatch.setattr(command.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(command.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(command.subprocess, "call", lambda line, **settings: called.append(line) or 1)
    return command, called


def test_without_a_browser_the_test_command_says_what_to_install(no_browser):
    command, _ = no_browser
    with pytest.raises(SystemExit, match=r"install one .*the package chromium"):
        command.see_to_chromium(Path("python"))


def test_the_test_command_installs_nothing_as_another_user(no_browser):
    command, called = no_browser
    with pytest.raises(SystemExit):
        command.see_to_chromium(Path("python"))
    assert called == [["python", "-m", "playwright", "install", "chromium"]]


def test_as_root_it_installs_debians_chromium_and_is_content_with_it(no_browser, monkeypatch):
    command, called = no_browser
    monkeypatch.setattr(command.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(command.subprocess, "call", lambda line, **settings: called.append(line) or 0)
    monkeypatch.setattr(command, "on_path", lambda *names: called and "/usr/bin/chromium-headless-shell")
    command.see_to_chromium(Path("python"))
    assert [line[:2] for line in called] == [["apt-get", "update"], ["apt-get", "install"]]
    assert called[1][-1] == "chromium-headless-shell"


@pytest.fixture
def no_servers(monkeypatch):
    """The test command on a Debian without HAProxy and nginx: what it calls, and who has been installed."""
    command = importlib.import_module("tests.__main__")
    installed = set()

    def which(name, path=""):
        return name if name == "apt-get" or name in installed else None

    monkeypatch.setattr(command.shutil, "which", which)
    return command, installed


def test_as_root_the_test_command_installs_the_servers_that_tests_start(no_servers, monkeypatch, capsys):
    command, installed = no_servers

    def call(line, **_):
        installed.update({"nginx-light": "nginx"}.get(each, each) for each in line[2:])
        return 0

    monkeypatch.setattr(command.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(command.subprocess, "call", call)
    command.see_to_servers()
    assert {"haproxy", "nginx"} <= installed
    assert capsys.readouterr().out == ""


def test_as_another_user_it_says_which_tests_are_skipped_and_what_to_install(no_servers, monkeypatch, capsys):
    command, _ = no_servers
    monkeypatch.setattr(command.os, "geteuid", lambda: 1000, raising=False)
    command.see_to_servers()
    said = capsys.readouterr().out
    assert "Tests that start haproxy are skipped" in said
    assert "in the package nginx-light" in said


@pytest.mark.parametrize(
    ("arguments", "file"),
    one_in(
        2,
        [
            (["publish", "one.html", "--single", "pointwise"], "one.html"),
            (["slides", "out", "--lessons", "pointwise", "--language", "en"], "out/pointwise.en.pptx"),
        ],
    ),
)
def test_what_is_written_lies_in_the_folder_one_stands_in(arguments, file, tmp_path, monkeypatch):
    def run(program, command):
        raise SystemExit(subprocess.run([program, *command[1:]], check=False).returncode)

    monkeypatch.setattr(bootstrap, "prepare", lambda *names: Path(sys.executable))
    monkeypatch.setattr(os, "execv", run)
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr(sys, "argv", ["dsviz", *arguments])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        runpy.run_module("dsviz", run_name="__main__")
    assert left.value.code == 0
    assert (tmp_path / file).is_file()
    assert not (ROOT / file).exists()
