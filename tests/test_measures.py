"""How long modules and functions are: at most so long that one is read at a glance."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "dsviz").rglob("*.py"))
MOST_LINES, MOST_OF_A_BODY = 250, 30


def lines_of(function):
    """The lines of a function's body, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def long_ones(source):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))
    return [node.name for node in found if lines_of(node) > MOST_OF_A_BODY]


def test_every_module_and_its_functions_are_short():
    assert MODULES
    sources = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in MODULES}
    assert [name for name, source in sources.items() if len(source.splitlines()) > MOST_LINES] == []
    assert {name: found for name, source in sources.items() if (found := long_ones(source))} == {}


def test_a_long_function_is_found():
    assert long_ones("def one():\n" + "    x = 1\n" * 30) == []
    assert long_ones("def one():\n" + "    x = 1\n" * 31) == ["one"]
