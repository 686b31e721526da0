"""Reading what a person typed, pasted or uploaded, and saying what went wrong in a hand calculation.

The room can be called: ``dsviz.check(answer, x, weight)`` is `dsviz.wording.checked.check`. It says what it
finds in sentences, so it lies where those are made, and is fetched by its name when it is first called.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    """A module that is called as the public function of the same name."""

    def __call__(self, *answer_and_layer: Any, **settings: Any) -> Any:
        return import_module("dsviz.wording.checked").check(*answer_and_layer, **settings)


sys.modules[__name__].__class__ = _Room
