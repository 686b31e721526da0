"""Runs a notebook of docs/ in a kernel of this environment."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "docs" / name, as_version=4)


def run(notebook: nbformat.NotebookNode, monkeypatch) -> nbformat.NotebookNode:
    """Run every cell, also after one that fails; the notebook with its outputs."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    return notebook


def errors(notebook: nbformat.NotebookNode) -> list[str]:
    """What each failed cell says."""
    outputs = [each for cell in notebook.cells for each in cell.get("outputs", [])]
    return [f"{each.ename}: {each.evalue}" for each in outputs if each.output_type == "error"]


def printed(notebook: nbformat.NotebookNode) -> str:
    """All that was printed, and each cell's last value as text."""
    found = []
    for cell in notebook.cells:
        for each in cell.get("outputs", []):
            found.append(each.get("text") or each.get("data", {}).get("text/plain", ""))
    return "\n".join(found)
