"""What the XML binding of IMS QTI 1.2 says of the elements that are used: children in order, attributes.

Written from the specification's document type, not from the writer. A content model is a regular
expression over the names of the children, each followed by a space.
"""

import re
from typing import NamedTuple

NAMESPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


class Rule(NamedTuple):
    children: str
    required: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}  # noqa: RUF012


YES_NO = ("Yes", "No")
TYPES = ("Integer", "String", "Decimal", "Scientific", "Boolean", "Enumerated", "Set")
CARDINALITY = ("Single", "Multiple", "Ordered")
ACTIONS = ("Set", "Add", "Subtract", "Multiply", "Divide")
KINDS = ("Response", "Solution", "Hint")
RULES = {
    "questestinterop": Rule("(objectbank |assessment |((section |item )+))"),
    "assessment": Rule("(qtimetadata )*(section )+", ("ident",)),
    "section": Rule("(qtimetadata )*(selection_ordering )?(item |section )*", ("ident",)),
    "item": Rule("(itemmetadata )?(presentation )?(resprocessing )*(itemfeedback )*", ("ident",)),
    "itemmetadata": Rule("(qtimetadata )*"),
    "qtimetadata": Rule("(vocabulary )?(qtimetadatafield )+"),
    "qtimetadatafield": Rule("fieldlabel fieldentry "),
    "fieldlabel": Rule(""),
    "fieldentry": Rule(""),
    "presentation": Rule("(flow |(material |response_lid |response_str )+)"),
    "material": Rule("(mattext )+"),
    "mattext": Rule(""),
    "response_lid": Rule("(material )?render_choice (material )?", ("ident",), {"rcardinality": CARDINALITY}),
    "render_choice": Rule("(material |response_label |flow_label )*"),
    "response_label": Rule("(material |flow_mat )*", ("ident",)),
    "resprocessing": Rule("outcomes (respcondition )+"),
    "outcomes": Rule("(decvar )+"),
    "decvar": Rule("", (), {"vartype": TYPES}),
    "respcondition": Rule("conditionvar (setvar )*(displayfeedback )*", (), {"continue": YES_NO}),
    "conditionvar": Rule("(not |and |or |other |varequal )+"),
    "other": Rule(""),
    "varequal": Rule("", ("respident",)),
    "setvar": Rule("", (), {"action": ACTIONS}),
    "displayfeedback": Rule("", ("linkrefid",), {"feedbacktype": KINDS}),
    "itemfeedback": Rule("(flow_mat |material )+", ("ident",)),
    "flow_mat": Rule("(flow_mat |material )+"),
}


def breaches(root):
    """Every breach of the rules below an element, as a sentence."""
    return [said for element in root.iter() for said in of_element(element)]


def of_element(element):
    name = plain(element)
    if name not in RULES:
        return [f"{name} is no element of QTI 1.2 that is known here"]
    rule, children = RULES[name], "".join(f"{plain(each)} " for each in element)
    found = [] if re.fullmatch(rule.children, children) else [f"{name} may not hold {children}"]
    found += [f"{name} has no {each}" for each in rule.required if not element.get(each)]
    found += [
        f"{name} {each}={element.get(each)}"
        for each, allowed in rule.values.items()
        if element.get(each) not in (None, *allowed)
    ]
    return found


def plain(element):
    return element.tag.removeprefix(NAMESPACE)
