"""Mark an answer to a convolution layer, and say what went wrong.

The room can be called::

    dsviz.check(answer, x, weight, bias=None, *, language="en", stride=1, padding=0, dilation=1, groups=1,
                padding_mode="zeros")

Each tensor is an array or text, as people have it. What comes back has ``is_right``, ``marks``, ``findings``,
``slips``, ``verdict`` and, of a batch, ``pictures``. The function is `dsviz.wording.checked.check`, whose
help has all of it: it says what it finds in sentences, so it lies where those are made, and is fetched by its
name when it is first called.
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
