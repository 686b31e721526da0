"""Every handed case gives its right value."""

import pytest

from tests.check.handed import CASES, Case, main


def test_every_handed_case_gives_its_right_value():
    given = {case.name: case.given for case in CASES}
    assert len(given) == len(CASES)
    wrong = {case.name: given[case.name] for case in CASES if not case.is_ok(given[case.name])}
    assert wrong == {}


@pytest.mark.parametrize(
    ("right", "given"),
    [([[1, 2]], [[1, 2.01]]), ([1, 2], [[1, 2]]), ("right", "nothing"), ({"a"}, "b"), ("refused: x", [1])],
)
def test_another_value_is_not_ok(right, given):
    assert not Case("one", right, lambda: given).is_ok(given)


def test_the_table_ends_with_the_count(capsys):
    assert main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"{len(CASES)} cases, {len(CASES)} ok, 0 wrong"
    assert all(line.endswith("ok") for line in lines[:-1])
