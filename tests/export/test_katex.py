"""Every derivation, set by the KaTeX that Streamlit sends to the browser."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from streamlit import file_util

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.examples import ALL
from dsviz.examples.backward import BACKWARD
from dsviz.examples.transposed import TRANSPOSED
from dsviz.export.derivation import latex, markdown
from dsviz.export.derived_sums import sums_latex, sums_markdown
from tests.javascript.node import tools

(KATEX,) = Path(file_util.get_static_dir()).glob("static/js/katex.*.js")
SET = f"""
import katex from {json.dumps(KATEX.as_uri())};
let text = "";
for await (const part of process.stdin) text += part;
const set = (formula) => {{
  try {{ katex.renderToString(formula, {{ displayMode: true, throwOnError: true }}); return ""; }}
  catch (error) {{ return error.message; }}
}};
console.log(JSON.stringify(JSON.parse(text).map(set)));
"""


def errors(formulas):
    """What KaTeX says of each; "" where it sets it."""
    _, path = tools()
    node = shutil.which("node", path=path)
    command = [node, "--input-type=module", "-e", SET]
    run = subprocess.run(
        command,
        input=json.dumps(formulas),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
    )
    return json.loads(run.stdout)


def formulas_of(text):
    """A text's formulas: between ``$$`` in Markdown, ``\\[`` and ``\\]`` or an ``align*`` in LaTeX."""
    marked = r"\$\$(.+?)\$\$|\\\[(.+?)\\\]|(\\begin\{align\*\}.+?\\end\{align\*\})"
    return [next(filter(None, found)) for found in re.findall(marked, text, re.DOTALL)]


def count(layer):
    """One for each input channel, slice and output number, and one for the biases."""
    rows, columns = layer.spec.output_size(layer.x.shape[1:], layer.weight.shape[2:])
    filters, slices = layer.weight.shape[:2]
    return len(layer.x) + filters * slices + (layer.bias is not None) + filters * rows * columns


def gradients():
    for known in BACKWARD.values():
        for of in ("x", "weight", *(() if known.layer.bias is None else ("bias",))):
            yield GradientTrace(known.layer, known.dy, of, "numpy")


@pytest.mark.parametrize("write", [latex, markdown], ids=["latex", "markdown"])
def test_every_derivation_is_set_without_an_error(write):
    formulas = []
    for known in ALL:
        layers = [example.layer for example in getattr(known, "layers", (known,))]
        found = formulas_of(write([Trace(layer, "numpy") for layer in layers], known.id))
        assert len(found) == sum(map(count, layers)), known.id
        formulas += found
    sums = {latex: sums_latex, markdown: sums_markdown}[write]
    for trace in (*gradients(), *(GatherTrace(layer, "numpy") for layer in TRANSPOSED.values())):
        found = formulas_of(sums(trace, "50% of dy_0"))
        assert sum("begin{align" in formula for formula in found) == trace.output.size
        formulas += found
    # One that is wrong, to see that the test would see it.
    *said, last = errors([*formulas, r"\begin{aligned} y_{0 &= 1"])
    assert [(formula, error) for formula, error in zip(formulas, said, strict=True) if error] == []
    assert last.startswith("KaTeX parse error")
