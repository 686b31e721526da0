"""The animated stage: tensors in, one moving picture out.

`scene` turns a layer and its tensors into data; the modules in `js/` draw that data, joined into one bundle
for Streamlit and one for an exported page (`stage_html`), which a notebook shows too.
"""

from dsviz.stage.page import stage_html
from dsviz.stage.scene import Showing, scene

__all__ = ["Showing", "scene", "stage_html"]
