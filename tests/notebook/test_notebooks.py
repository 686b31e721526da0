"""The notebooks of docs/ run, and the assignment's tests say to a student what went wrong."""

import re

import pytest

from tests.notebook.running import errors, printed, read, run
from tests.thorough import some_of

NOTEBOOKS = ("notebook.ipynb", "notebook.zh-CN.ipynb")


@pytest.mark.parametrize("name", some_of(NOTEBOOKS, "notebook.ipynb"))
def test_the_example_runs_and_says_what_a_reader_sees(name, monkeypatch):
    notebook = run(read(name), monkeypatch)
    assert errors(notebook) == []
    said = printed(notebook)
    assert "step 0 is y (0, 0, 0) = 47.0" in said
    assert "array([[[15., 16.],\n        [18., 19.]]])" in said  # 5, 6, 8, 9 and the bias of 10
    assert "[5.0]" in said
    assert "(1, 0, 1)" in said  # four places, two filters: step 3 is the second filter of the second place
    assert "step must be from 0 to 7, the last step of this layer; got 100" in said
    assert "application/vnd.jupyter.widget-view+json" in notebook.cells[1].outputs[0].data


def test_both_languages_have_the_same_cells():
    english, chinese = (
        [
            (each.cell_type, re.sub(r"#.*|title=.*", "", each.source))
            for each in read(name).cells
            if each.cell_type == "code"
        ]
        for name in NOTEBOOKS
    )
    assert english == chinese


def test_no_notebook_is_committed_with_what_it_printed():
    for name in (*NOTEBOOKS, "assignment.ipynb"):
        assert [each for cell in read(name).cells for each in cell.get("outputs", [])] == []


def assignment(**solutions):
    """The assignment with a student's cells in the place of the solutions, found by nbgrader's id."""
    notebook = read("assignment.ipynb")
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        cell.source = solutions.get(grade_id, cell.source)
    return notebook


FORGOTTEN = """def convolve(x, w, b):
    rows, cols = len(x[0]) - 1, len(x[0][0]) - 1
    at = lambda r, c: sum(w[0][0][u][v] * x[0][r + u][c + v] for u in (0, 1) for v in (0, 1))
    return [[[at(r, c) for c in range(cols)] for r in range(rows)]]"""


def test_the_assignments_own_solutions_have_all_points(monkeypatch):
    assert errors(run(assignment(), monkeypatch)) == []


def test_a_student_is_told_which_mistake_it_was(monkeypatch):
    wrong = assignment(by_hand="answer = [[33, 43], [63, 73]]", as_code=FORGOTTEN)
    by_hand, as_code = errors(run(wrong, monkeypatch))
    assert by_hand == (
        "AssertionError: 0 right, 4 wrong, 0 still open. "
        "The kernel was turned by 180° before it was laid down; "
        "a layer takes it as it is printed. Look at y[0,0,0]: you have 33, and it is 47."
    )
    assert as_code.startswith("AssertionError: 0 right, 4 wrong, 0 still open. The bias was not added.")


def test_the_cells_that_are_graded_are_those_of_nbgrader():
    cells = [each.metadata.nbgrader for each in read("assignment.ipynb").cells if "nbgrader" in each.metadata]
    assert len({each.grade_id for each in cells}) == len(cells) == 4
    for cell in cells:
        assert cell.schema_version == 3
        assert cell.grade != cell.solution
        assert cell.locked == cell.grade == ("points" in cell)
