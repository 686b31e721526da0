"""``python3 -m dsviz``: in the project's folder set up what is missing; then do as `dsviz`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dsviz.bootstrap import ROOT, become, prepare
from dsviz.server.command import PUBLISH, SLIDES, main, streamlit_options

if __name__ == "__main__":
    if (ROOT / "requirements.txt").is_file() and (ROOT / "app.py").is_file():
        given = sys.argv[1:]
        writes = given[:1] in ([PUBLISH], [SLIDES])  # to where one stands
        options = given if writes else streamlit_options(given)
        folder = Path.cwd() if writes else ROOT
        become(prepare("requirements.txt"), "-m", "dsviz.server", *options, folder=folder)
    main()
