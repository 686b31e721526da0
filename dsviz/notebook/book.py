"""The stage in a book: a module, a layer as JSON, and the lines of MyST Markdown that join the two."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike

from dsviz.conv.trace import trace
from dsviz.notebook.described import Look, described
from dsviz.notebook.errors import NotebookError
from dsviz.stage.bundles import bundle

MODULE = "stage.mjs"
NAME = re.compile(r"[\w-]{1,60}", re.ASCII)
DIRECTIVE = """```{{anywidget}} {module}
{model}
```
"""


def publish_stage(
    folder: str | Path,
    x: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    name: str = "layer",
    backend: str = "torch",
    **layer: Any,
) -> tuple[Path, ...]:
    """Write a layer for a book made with MyST or Jupyter Book 2: it moves there, and no kernel is needed.

    Parameters
    ----------
    folder : str or Path
        Where the page lies that shows it; it is made where there is none.
    x, weight, bias, backend, **layer
        As in `dsviz.widget`.
    name : str
        Of the layer's files, in ASCII letters, digits, ``-`` and ``_``.

    Returns
    -------
    tuple of Path
        ``stage.mjs``, the module, the same for every layer; ``<name>.json``, the model with the scene; and
        ``<name>.md``, the directive with both, for a page to include.

    Raises
    ------
    NotebookError
        If the name cannot be one of files.
    dsviz.ConvError
        If the settings do not fit the tensors.
    """
    if not NAME.fullmatch(name):
        raise NotebookError("file-name", got=repr(name)[:40])
    look = Look(**{each: layer.pop(each) for each in Look.__dataclass_fields__ if each in layer})
    model = json.dumps({"scene": described(trace(x, weight, bias, backend=backend, **layer), look)})
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    texts = {
        MODULE: bundle("widget.js"),
        f"{name}.json": model,
        f"{name}.md": DIRECTIVE.format(module=f"./{MODULE}", model=model),
    }
    for file, text in texts.items():
        (out / file).write_text(text, encoding="utf-8")
    return tuple(out / file for file in texts)
