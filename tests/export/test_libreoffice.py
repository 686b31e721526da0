"""The spreadsheet as LibreOffice works it out: every output number is torch's, before and after a change.

Where LibreOffice is not installed these tests are skipped; `test_workbook` works the formulas out by itself.
"""

import io
import shutil
import subprocess

import numpy as np
import pytest
from openpyxl import load_workbook

from dsviz.conv.trace import Trace
from dsviz.export.workbook import reference, workbook
from tests.export.test_workbook import LAYERS

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(not OFFICE, reason="no LibreOffice here")
ADDED = 7  # to the first number of the input


def unworked(trace, added):
    """Pack a workbook that holds formulas only, so that whoever opens it has to work them out."""
    book = load_workbook(io.BytesIO(workbook([trace])))
    first = book["x"][place_of_first(trace.layer)]
    first.value += added
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def place_of_first(layer):
    """Where x[0,0,0] stands: a copied border lies around it, and zeros do."""
    (top, _), (left, _) = layer.pads
    return reference(1 + top, left)


def kept_maps(sheet, shape):
    channels, height, width = shape
    cells = np.ndindex(channels, height, width)
    numbers = [sheet[reference(n * (height + 2) + 1 + i, j)].value for n, i, j in cells]
    return np.reshape(np.array(numbers, dtype=float), shape)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """All workbooks, opened and saved by one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("sheets")
    for at, layer in enumerate(LAYERS.values()):
        for added in (0, ADDED):
            (folder / f"{at}-{added}.xlsx").write_bytes(unworked(Trace(layer, "torch"), added))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    files = sorted(map(str, folder.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True)
    return folder / "out"


def test_what_libreoffice_is_given_holds_no_results():
    given = unworked(Trace(LAYERS["plain"], "torch"), 0)
    assert load_workbook(io.BytesIO(given), data_only=True)["y"]["A2"].value is None


@pytest.mark.parametrize("added", [0, ADDED])
@pytest.mark.parametrize("name", LAYERS)
def test_libreoffice_gives_torchs_numbers(worked, name, added):
    layer = LAYERS[name]
    x = layer.x.copy()
    x[0, 0, 0] += added
    output = Trace(layer.replace(x=x), "torch").output
    book = load_workbook(worked / f"{list(LAYERS).index(name)}-{added}.xlsx", data_only=True)
    np.testing.assert_array_equal(kept_maps(book["y"], output.shape), output)
