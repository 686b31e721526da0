"""The page on arguments: each tried out, each named with what it does."""

import pytest

from dsviz.content import label
from dsviz.export.arguments import listed
from dsviz.ui.arguments.tried import SHOWN

FILE = "Arguments"
SEEN = {
    "initializer": r"\sqrt{\frac{6}{9 + 9}} = 0.5774",
    "regularizer": r"0.01 \times (9 + 4 + 1 + 16) = 0.30",
    "constraint": r"\begin{bmatrix} 1.0954 & -0.7303 \\ -0.3651 & 1.4606 \end{bmatrix}",
    "rectangle": r"\begin{bmatrix} 1 & 2 & 2 \\ 1 & -1 & -1 \\ 2 & 0 & -1 \end{bmatrix}",
}


@pytest.mark.parametrize("name", SHOWN)
def test_an_argument_is_tried_out(visit, name):
    app = visit(FILE, tried=name)
    assert not app.exception
    assert not app.warning
    assert label(f"tried.{name}.text") in [each.value for each in app.markdown]
    assert SEEN.get(name, "") in "\n".join(each.value for each in app.latex)


def test_every_argument_of_the_documents_layers_is_there(visit):
    words = "\n".join(each.value for each in visit(FILE).markdown)
    for framework in ("tf_layers", "keras_depthwise", "keras_separable"):
        assert [name for name in listed(framework) if f"- `{name}`: " not in words] == []
