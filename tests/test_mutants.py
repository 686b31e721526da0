"""The planted faults can still be planted: enough of them, in every room, each at one place."""

import pytest

from tests.mutants import ROOT, faults

FAULTS = faults()
LEAST = 40
BY_NAME = pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])


def test_there_are_enough_and_each_has_its_name():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= LEAST


def test_every_room_has_one():
    rooms = {path.parent.name for path in (ROOT / "dsviz").glob("*/__init__.py")}
    assert len(rooms) > 10
    assert {fault.room for fault in FAULTS} >= rooms | {"stage (js)"}


@BY_NAME
def test_the_old_text_stands_once(fault):
    source = (ROOT / fault.file).read_text(encoding="utf-8")
    assert source.count(fault.old) == 1
    assert fault.new != fault.old


@BY_NAME
def test_its_tests_are_there(fault):
    assert fault.tests
    for test in fault.tests:
        path, _, function = test.partition("::")
        assert f"def {function}" in (ROOT / path).read_text(encoding="utf-8") or not function
