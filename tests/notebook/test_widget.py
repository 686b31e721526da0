"""The widget's side in Python: what can be read, set and observed, and what is refused."""

import numpy as np
import pytest
from traitlets import TraitError

import dsviz
from dsviz.notebook import make
from dsviz.notebook.places import parts_of
from dsviz.wording.text import joined  # noqa: F401
