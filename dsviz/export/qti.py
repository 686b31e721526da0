"""Exercises as QTI 1.2, the package that Canvas imports as a quiz: a multiple choice each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.exercises.exercise import Exercise
from dsviz.exercises.expected import choices
from dsviz.export.question_html import (
    choice_html,
    name_of_exercise,
    question_html,
    verdict_html,
    workings_html,
)

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
QUIZ = "dsviz_quiz"
ANSWER = "response1"
OLDEST = (1980, 1, 1, 0, 0, 0)  # of a file in a zip; the same sheet is the same file on any day


def qti_zip(exercises: Sequence[Exercise], title: str = "", language: str = DEFAULT_LANGUAGE) -> bytes:
    """Write exercises as a QTI 1.2 package.

    Parameters
    ----------
    exercises, title, language
        As in `moodle_xml`.

    Returns
    -------
    bytes
        A zip with ``imsmanifest.xml`` and the assessment: an item of one point for each exercise, with up
        to six answers to choose from. Each wrong one is what a mistake gives, and its feedback says which.

    Examples
    --------
    >>> from dsviz.exercises.exercise import sheet
    >>> packed = qti_zip(sheet(("size",), 1, 3, 1))
    >>> zipfile.ZipFile(io.BytesIO(packed)).namelist()
    ['imsmanifest.xml', 'dsviz_quiz/dsviz_quiz.xml']
    """
    files = {
        "imsmanifest.xml": _manifest(),
        f"{QUIZ}/{QUIZ}.xml": _assessment(exercises, title, language),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, root in files.items():
            ElementTree.indent(root)
            text = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
            into.writestr(zipfile.ZipInfo(name, OLDEST), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _manifest() -> Element:
    root = Element("manifest", xmlns=PACKAGE, identifier="dsviz_package")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(root, "organizations")
    resource = SubElement(SubElement(root, "resources"), "resource")
    resource.attrib.update(identifier=QUIZ, type="imsqti_xmlv1p2")
    SubElement(resource, "file", href=f"{QUIZ}/{QUIZ}.xml")
    return root


def _assessment(exercises: Sequence[Exercise], title: str, language: str) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    heading = title or label("exercises.sheet.title", language)
    assessment = SubElement(root, "assessment", ident=QUIZ, title=heading)
    _fields(assessment, {"cc_maxattempts": "1"})
    section = SubElement(assessment, "section", ident="root_section")
    for at, each in enumerate(exercises, 1):
        _item(section, at, each, language)
    return root


def _item(section: Element, at: int, asked: Exercise, language: str) -> None:
    name = f"{at:02}. {name_of_exercise(asked, language)}"
    item = SubElement(section, "item", ident=f"dsviz_{asked.id}_{at}", title=name)
    offered = {f"choice{n}": each for n, each in enumerate(choices(asked), 1)}
    kind = {"question_type": "multiple_choice_question", "points_possible": "1"}
    # Canvas keeps these answer ids.
    _fields(SubElement(item, "itemmetadata"), {**kind, "original_answer_ids": ",".join(offered)})
    written = {ident: choice_html(asked, each.values, language) for ident, each in offered.items()}
    _presentation(item, question_html(asked, language, choosing=True), written)
    _processing(item, list(offered), next(ident for ident, each in offered.items() if each.is_right))
    _feedback(item, "general_fb", workings_html(asked, language))
    for ident, each in offered.items():
        _feedback(item, f"{ident}_fb", verdict_html(each, language))


def _fields(parent: Element, fields: dict[str, str]) -> None:
    metadata = SubElement(parent, "qtimetadata")
    for name, entry in fields.items():
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = name
        SubElement(field, "fieldentry").text = entry


def _presentation(item: Element, question: str, written: dict[str, str]) -> None:
    presentation = SubElement(item, "presentation")
    _material(presentation, question)
    answer = SubElement(presentation, "response_lid", ident=ANSWER, rcardinality="Single")
    render = SubElement(answer, "render_choice")
    for ident, text in written.items():
        _material(SubElement(render, "response_label", ident=ident), text)


def _processing(item: Element, idents: list[str], right: str) -> None:
    """Say what each answer shows, and last which one scores: there the processing ends."""
    processing = SubElement(item, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    limits = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(outcomes, "decvar", limits)
    SubElement(_condition(processing, "Yes", None), "displayfeedback", _shows("general_fb"))
    for ident in idents:
        SubElement(_condition(processing, "Yes", ident), "displayfeedback", _shows(f"{ident}_fb"))
    score = SubElement(_condition(processing, "No", right), "setvar", action="Set", varname="SCORE")
    score.text = "100"


def _condition(processing: Element, goes_on: str, ident: str | None) -> Element:
    condition = SubElement(processing, "respcondition", {"continue": goes_on})
    variable = SubElement(condition, "conditionvar")
    if ident is None:
        SubElement(variable, "other")
    else:
        SubElement(variable, "varequal", respident=ANSWER).text = ident
    return condition


def _shows(ident: str) -> dict[str, str]:
    return {"feedbacktype": "Response", "linkrefid": ident}


def _feedback(item: Element, ident: str, text: str) -> None:
    _material(SubElement(SubElement(item, "itemfeedback", ident=ident), "flow_mat"), text)


def _material(parent: Element, text: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype="text/html").text = text
