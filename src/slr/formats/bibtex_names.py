"""Names in BibTeX and BibLaTeX: parts at ` and ` outside braces, particles as BibTeX tells them."""

import re

from slr.formats.latex import to_unicode
from slr.formats.normalize.names import (
    PARTICLES,
    family_first,
    given_first,
    has_initials,
    is_group,
    is_suffix,
)
from slr.formats.normalize.text import clean

_AND = re.compile(r"(?:\s+|^)and(?:\s+and)*(?:\s+|$)", re.IGNORECASE)
_ET_AL = re.compile(r"(?:\s*,|\s)\s*et\.?\s+al\.?\s*$", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s+\\?&\s+")
_FAMILY_KEY = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def names_of(value: str) -> tuple[str, ...]:
    """The names of an author field: parts at ` and ` outside braces; a name all in braces is a group."""
    if not value:
        return ()
    names: list[str] = []
    if "et" in value and "al" in value:
        value = _ET_AL.sub("", value)
    for part in _split_at_and(value):
        part = part.strip()
        for one in _around_ampersands(part) if "&" in part else _several(part):
            if name := _name(one):
                names.append(name)
    return tuple(names)


def _split_at_and(value: str) -> list[str]:
    if "{" not in value:
        return _AND.split(value)
    parts, start, depth, counted = [], 0, 0, 0
    for match in _AND.finditer(value):
        depth += sum(
            {"{": 1, "}": -1}.get(found, 0) for found in _BRACE.findall(value, counted, match.start())
        )
        counted = match.start()
        if depth <= 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _around_ampersands(part: str) -> list[str]:
    """The names in a part where ampersands stand between people; in a company's name they are its own."""
    sides = _AMPERSAND.split(part)
    if (
        len(sides) > 1
        and all("," in side or has_initials(side.strip()) for side in sides)
        and not is_group(part)
    ):
        return [name for side in sides for name in _several(side.strip(" ,"))]
    return [f"{part}," if "{" not in part and "," not in part else part]


def _several(part: str) -> list[str]:
    """The names in a part where somebody wrote semicolons or commas between them instead of ` and `."""
    family, _, given = part.partition(",")
    if " " not in family and "," not in given and ";" not in part:
        return [part]  # nearly always: no list has a single word before its only comma
    if "{" in part or "=" in part or not ("," in part or ";" in part) or is_group(part):
        return [part]
    if ";" in part:
        return [name for name in part.split(";") if name.strip()]
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) < 2 or any(is_suffix(piece) for piece in pieces):
        return [part]
    if all(has_initials(piece) for piece in pieces) or (
        len(pieces) > 2 and all(" " in piece for piece in pieces)
    ):
        return pieces
    if len(pieces) > 3 and len(pieces) % 2 == 0:
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    return [part]


def _name(part: str) -> str:
    if _is_one_group(part):
        return family_first(f"{clean(to_unicode(part))},")
    if "=" in part and _FAMILY_KEY.match(part):
        return _keyed_name(part)
    pieces = _pieces(part)
    if len(pieces) > 1 and "{" in part:
        # A brace protects a comma or a particle of the family name: Barnes {and} Noble, {Inc.}
        return family_first(", ".join(clean(to_unicode(piece)) for piece in pieces))
    plain = clean(to_unicode(part))
    words = plain.split()
    if "," in plain or len(words) < 2 or plain.lower() == "others":
        return family_first(plain)
    return _spoken_name(part, plain, words)


def _pieces(part: str) -> list[str]:
    """The pieces of a name at the commas that stand outside braces."""
    if "{" not in part or "," not in part:
        return part.split(",")
    pieces, start, depth = [], 0, 0
    for found in re.finditer(r"\\.|[{},]", part, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == "," and depth <= 0:
            pieces.append(part[start : found.start()])
            start = found.end()
    return [*pieces, part[start:]]


def _is_one_group(part: str) -> bool:
    """Whether one pair of braces holds the whole name; escaped braces do not count."""
    depth = 0
    for found in _BRACE.finditer(part):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return part.startswith("{") and found.end() == len(part)
    return False


def _spoken_name(part: str, plain: str, words: list[str]) -> str:
    """A name in the order of speech: BibTeX's family name is the last word, and the particles before it."""
    initials_last = words[-1].isupper() and len(words[-1]) < 4 and not words[0].isupper()
    last_group = re.search(r"\{([^{}\\]{2,})\}$", part)
    if last_group and " " in last_group[1]:
        family = clean(to_unicode(last_group[1]))
        return family_first(f"{family}, {clean(to_unicode(part[: last_group.start()]))}")
    if initials_last:
        return family_first(plain)
    if is_suffix(words[-1]) and len(words) > 2:
        return family_first(", ".join([*_from_particle(words[:-1]), words[-1]]))
    if _is_group(plain, words):
        return family_first(plain)
    return family_first(", ".join(_from_particle(words)))


def _is_group(plain: str, words: list[str]) -> bool:
    """Whether a name that no brace protects is a group's and no person's called Press or Union."""
    if not is_group(plain) or any(len(word.rstrip(".")) == 1 for word in words):
        return False
    return len(words) > 2 or len(words[-1]) > 6


def _from_particle(words: list[str]) -> list[str]:
    """[family, given]: the family name begins with the first word in small letters, as BibTeX has it.

    `Charles Louis de la Vallée Poussin` is `de la Vallée Poussin, Charles Louis`.
    """
    for place, word in enumerate(words[1:-1], start=1):
        if word[0].islower() and word.isalpha() and word in PARTICLES and word not in ("y", "e"):
            return [" ".join(words[place:]), " ".join(words[:place])]
    return given_first(words)


def _keyed_name(part: str) -> str:
    """BibLaTeX's extended names: family=Berg, prefix=van den, given=Jan, suffix=Jr."""
    found = {
        match[1]: clean(to_unicode(match[2])).strip('"')
        for piece in _pieces(part)
        if (match := _FAMILY_KEY.match(piece))
    }
    family = " ".join(filter(None, [found.get("prefix", ""), found.get("family", "")]))
    return family_first(", ".join(filter(None, [family, found.get("given", ""), found.get("suffix", "")])))
