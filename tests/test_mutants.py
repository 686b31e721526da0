"""The planted faults can still be planted: enough of them, in every room, each at one place."""

from functools import cache

from tests.mutants import ROOT, faults

FAULTS = faults()
LEAST = 40


def test_there_are_enough_and_each_has_its_name():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= LEAST


def test_every_room_has_one():
    rooms = {path.parent.name for path in (ROOT / "dsviz").glob("*/__init__.py")}
    assert len(rooms) > 10
    assert {fault.room for fault in FAULTS} >= rooms | {"stage (js)"}


def test_the_old_text_of_each_stands_once():
    assert [fault.name for fault in FAULTS if text(fault.file).count(fault.old) != 1] == []
    assert [fault.name for fault in FAULTS if fault.new == fault.old] == []


def test_the_tests_of_each_are_there():
    assert [fault.name for fault in FAULTS if not fault.tests] == []
    assert [test for fault in FAULTS for test in fault.tests if not is_there(test)] == []


def is_there(test):
    path, _, function = test.partition("::")
    return f"def {function}" in text(path) or not function


@cache
def text(path):
    return (ROOT / path).read_text(encoding="utf-8")
