"""A codebook as REFI-QDA's codebook exchange (QDC, version 1.0), which NVivo, ATLAS.ti and MAXQDA read."""

import uuid
from collections.abc import Sequence
from xml.etree import ElementTree

from slr.model.codebook import Category, Codebook, Dimension
from slr.model.untrusted import printable

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_IDS = uuid.UUID("3f1f2d0e-5a1b-5c0a-9a57-6d6f5b0f7b11")  # ours: the same codebook has the same GUIDs


def codebook_qdc(codebook: Codebook) -> str:
    """The codebook as QDC XML: a code for each dimension, codable codes for its categories below it.

    Definitions, when to use and when not stand in the descriptions. Numbers, texts, dates and countries are
    dimensions without categories: a code that can be used itself. GUIDs follow from the ids, so that the
    same codebook gives the same bytes.
    """
    root = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "slr"})
    codes = ElementTree.SubElement(root, "Codes")
    for dimension in codebook.dimensions:
        free = not dimension.categories
        place = (codebook.id, dimension.id)
        code = _code(codes, place, dimension.name or dimension.id, dimension.question, codable=free)
        for category in dimension.categories:
            if dimension.category(category.parent) is None:
                _category(code, place, dimension, category, ())
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _category(
    above: ElementTree.Element,
    place: Sequence[str],
    dimension: Dimension,
    category: Category,
    line: tuple[str, ...],
) -> None:
    """A category and those below it; a circle of parents is cut where it would come round."""
    told = [category.definition]
    told += [f"When to use it: {category.use}"] if category.use else []
    told += [f"When not: {category.avoid}"] if category.avoid else []
    told += [f"Examples: {'; '.join(category.examples)}"] if category.examples else []
    words = "\n".join(part for part in told if part)
    code = _code(above, (*place, category.id), category.name or category.id, words, codable=True)
    for child in dimension.categories:
        if child.parent == category.id and child.id not in line:
            _category(code, place, dimension, child, (*line, category.id))


def _code(
    above: ElementTree.Element, place: Sequence[str], name: str, words: str, *, codable: bool
) -> ElementTree.Element:
    guid = str(uuid.uuid5(_IDS, "/".join(place))).upper()
    values = {"guid": guid, "name": printable(name), "isCodable": "true" if codable else "false"}
    code = ElementTree.SubElement(above, "Code", values)
    if words:
        ElementTree.SubElement(code, "Description").text = printable(words)
    return code
