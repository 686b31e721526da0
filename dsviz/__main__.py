"""``python3 -m dsviz``: set up what is missing, then serve the app at localhost:8501."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dsviz.bootstrap import become, prepare

if __name__ == "__main__":
    become(prepare("requirements.txt"), "-m", "streamlit", "run", "app.py", *sys.argv[1:])
