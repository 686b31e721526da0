"""Tables a reader can sort, and take along as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dsviz.content import joined
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.shell.words import language, say

# Pixels of a line as Streamlit draws it. Said in numbers, a table's place is kept until it is drawn; with
# "content" what stands below would jump.
ROW = 35


def show_table(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    topic: str,
    formats: Mapping[str, str] | None = None,
) -> None:
    """Render a table with its download.

    Parameters
    ----------
    name : str
        Names the file, and the two elements on the page.
    rows : sequence of mapping
        One a line; all with the same keys. The headings are the labels ``<topic>.<key>``.
    topic : str
    formats : mapping, optional
        How a column's numbers are written, for Streamlit's ``NumberColumn``; others get thousands separators.
    """
    headings = {key: say(f"{topic}.{key}") for key in rows[0]}
    headed = [{headings[key]: value for key, value in row.items()} for row in rows]
    st.dataframe(
        headed,
        hide_index=True,
        width="stretch",
        height=ROW * (len(rows) + 1) + 2,  # a border above and below
        key=f"table-{name}",
        placeholder=say("tables.nothing"),
        alt=say("tables.alt", columns=joined(headings.values(), language())),
        column_config={headings[key]: _column(key, value, formats or {}) for key, value in rows[0].items()},
    )
    st.download_button(
        say("tables.download"),
        csv_text(headed),
        file_name=file_name(f"{name}.csv"),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as CSV with a heading line.

    Examples
    --------
    >>> csv_text([{"g": 1, "shape": "8, 4"}, {"g": 2, "shape": None}]).splitlines()
    ['g,shape', '1,"8, 4"', '2,']
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _column(key: str, value: Any, formats: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return st.column_config.TextColumn()
    return st.column_config.NumberColumn(format=formats.get(key, "localized"))
