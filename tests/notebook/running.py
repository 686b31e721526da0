"""Runs a notebook of docs/ in a kernel of this environment.

nbformat is imported where it is used: the grammar of addresses that it brings is built for five seconds,
and every worker of a run would wait for it while it looks for its tests.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> NotebookNode:
    import nbformat

    return nbformat.read(ROOT / "docs" / name, as_version=4)


def run(notebook: NotebookNode, monkeypatch) -> NotebookNode:
    """Run every cell, also after one that fails; the notebook with its outputs."""
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    return notebook


def errors(notebook: NotebookNode) -> list[str]:
    """What each failed cell says."""
    outputs = [each for cell in notebook.cells for each in cell.get("outputs", [])]
    return [f"{each.ename}: {each.evalue}" for each in outputs if each.output_type == "error"]


def printed(notebook: NotebookNode) -> str:
    """All that was printed, and each cell's last value as text."""
    found = []
    for cell in notebook.cells:
        for each in cell.get("outputs", []):
            found.append(each.get("text") or each.get("data", {}).get("text/plain", ""))
    return "\n".join(found)
