"""Streamlit's highlighter without its unused grammars: a script still, with Python's colours, and small."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from streamlit import file_util

from dsviz.server.grammars import HIGHLIGHTER, cut_grammars
from tests.javascript.node import tools

(FILE,) = Path(file_util.get_static_dir()).glob(f"static/js/{HIGHLIGHTER}*.js")
WHOLE = FILE.read_text(encoding="utf-8")
CUT = cut_grammars(WHOLE)
NAMED = r"([\w$]+)\.displayName=`([\w-]+)`,\1\.aliases"


def test_only_pythons_grammar_is_registered():
    names = {language: name for name, language in re.findall(NAMED, WHOLE)}
    assert len(names) > 250
    registered = re.findall(r"\.register\(([\w$]+)\)", CUT)
    assert names["python"] in registered
    assert not {name for language, name in names.items() if language != "python"} & set(registered)
    assert "registerLanguage(`" in WHOLE
    assert "registerLanguage(`" not in CUT


def test_pythons_grammar_is_whole():
    names = {language: name for name, language in re.findall(NAMED, WHOLE)}
    grammar = re.search(rf"function {re.escape(names['python'])}\(e\)\{{.*?\}}var ", WHOLE)[0]
    assert "string-interpolation" in grammar
    assert grammar in CUT


def test_it_is_a_tenth_of_what_it_was():
    assert 20_000 < len(gzip.compress(CUT.encode())) < 50_000 < len(gzip.compress(WHOLE.encode())) / 10


def test_it_is_a_script_still(tmp_path):
    (tmp_path / "cut.mjs").write_text(CUT, encoding="utf-8")
    node = shutil.which("node", path=tools()[1])
    read = subprocess.run(
        [node, "--check", tmp_path / "cut.mjs"], capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr[-500:]


def test_what_another_version_builds_in_another_way_stays_as_it_is():
    other = "import{Prism}from'./prism.js';export default Prism;"
    assert cut_grammars(other) == other
