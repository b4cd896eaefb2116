"""An entry taken apart by BibTeX's own grammar, in which a quotation mark in braces ends nothing.

bibtexparser ends a value at any quotation mark, also at those of `title = "A {"}quoted{"} word"`.
"""

import re

_OPENING = re.compile(r"\s*@[ \t]*([A-Za-z]\w*)\s*[{(]\s*([^\s,{}()\"=#]*)\s*,")
_NAME = re.compile(r"\s*([A-Za-z][\w:.+-]*)\s*=\s*")
_JOINED = re.compile(r"\s*#\s*")
_COMMA = re.compile(r"[\s,]*,")
_CLOSING = re.compile(r"[\s,]*[})]")
_SIGN = re.compile(r'[{}"]')
_WORD = re.compile(r"[^\s,{}()\"=#%]+")


def scan_entry(piece: str) -> tuple[str, str, list[tuple[str, str]], int] | None:
    """(type, key, fields with their delimiters, end) of an entry; None where it is not by the grammar."""
    opening = _OPENING.match(piece)
    if not opening:
        return None
    fields: list[tuple[str, str]] = []
    place = opening.end()
    while name := _NAME.match(piece, place):
        start = end = name.end()
        while True:
            end = end_of_value(piece, end)
            if not end:
                return None
            joined = _JOINED.match(piece, end)
            if not joined:
                break
            end = joined.end()
        fields.append((name[1], piece[start:end]))
        comma = _COMMA.match(piece, end)
        place = comma.end() if comma else end
        if not comma:
            break
    closing = _CLOSING.match(piece, place)
    return (opening[1].lower(), opening[2], fields, closing.end()) if closing and fields else None


def end_of_value(text: str, place: int = 0) -> int:
    """Where the braces, quotes or word end that begin at `place`; 0 where they do not."""
    first = text[place : place + 1]
    if first not in ("{", '"'):
        word = _WORD.match(text, place)
        return word.end() if word else 0
    depth = 0
    for sign in _SIGN.finditer(text, place):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth < 0 or (depth == 0 and first == "{"):
                return sign.end() if depth == 0 else 0
        elif first == '"' and depth == 0 and sign.start() > place:
            return sign.end()
    return 0
