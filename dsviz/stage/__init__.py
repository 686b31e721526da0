"""The animated stage: tensors in, one moving picture out.

`scene` turns a layer and its tensors into data; `stage.js` draws that data, the same file in
Streamlit, in an exported page (`stage_html`) and in a notebook.
"""

from dsviz.stage.page import stage_html
from dsviz.stage.scene import scene

__all__ = ["scene", "stage_html"]
