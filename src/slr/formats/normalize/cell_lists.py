"""Lists of names and of words in one cell of a table, however they are separated."""

import re

from slr.formats.normalize.names import has_initials, is_group, is_initials, is_suffix

_LITERAL_STARTS = ("[", "{", "c", " ", "\n", "\t")
_LITERAL = re.compile(r"\s*(?:\[.*\]|\{.*\}|c\(.*\))\s*", re.DOTALL)
# A last one may be cut; so no text is gone through twice.
_STRING = r"'((?:[^'\\]|\\.)*+)(?:'|$)|\"((?:[^\"\\]|\\.)*+)(?:\"|$)"
_STRINGS = re.compile(_STRING)
_NAMED = re.compile(rf"['\"](?:name|display_name|full_name|author|keyword)['\"]\s*:\s*(?:{_STRING})")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_SCOPUS_ID = re.compile(r"\s*\(\d{6,}\)$")
# The comma of `Roe J.A., Jr.`, where the family and the initials are in one part.
_SUFFIXED = re.compile(r"(?<=[A-ZÀ-ÖØ-Þ]\.),\s+(?=(?:Jr|Sr|I{1,3}|IV)\.?$)")
_AND_BROKEN = re.compile(r"\s*(?:\band\s*\n\s*|\n\s*and\b\s*)")
_ENDS_IN_INITIALS = re.compile(r"\S\s+[A-Z]{1,4}$")
_AND = re.compile(r",?\s+(?:and|&)\s+")
# The same in other languages, where it may also be part of a name.
_AND_ELSEWHERE = re.compile(r",?\s+(?:y|und|et|e|og|och)\s+(?=[^\W\d_a-z])")
# What stands for those who are not named.
_REST = re.compile(
    r"(?:[\s,;]*(?:\bet\.? al\b\.?|\.{3}|…|\b(?:and|&) others\b)|[\s,;]+等)[\s.]*$", re.IGNORECASE
)
_SEPARATORS = ("|", " / ", " · ", " • ", "、")
_TAIL = 40  # letters at the end of a cell, where that stands
_REST_ENDS = ("al", "AL", "Al", "others", "…", "等")
# Where an initial's full stop ends one name and the next begins: `Roe J.Doe A. B.Poe E.`
_GLUED = re.compile(r"(?<=[A-ZÀ-ÖØ-Þ]\.)(?=[^\W\d_](?![.-]))")
_FAMILY_THEN_INITIALS = re.compile(r"[^.,]+ (?:[A-ZÀ-ÖØ-Þ]\.[ -]?)+")
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_LINES = re.compile(r" ?\n[ \n]*")
_COMMA_OR_BRACKET = re.compile("[(),]")


def literals(text: str) -> list[str] | None:
    """The strings of a list as programs write it (`['Roe, J', 'Doe, A']`); None where a cell is none."""
    if text[:1] not in _LITERAL_STARTS:
        return None
    if text.strip() in ("[]", "{}", "c()"):
        return []
    if not _LITERAL.fullmatch(text) or ("'" not in text and '"' not in text):
        return None
    found = _NAMED.findall(text) if "{" in text else _STRINGS.findall(text)
    return [_ESCAPE.sub(_unescaped, one or two) for one, two in found] or None


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else {"n": "\n", "t": "\t"}.get(code, code)


def split_authors(text: str, *, by_comma: bool = False) -> list[str]:
    """The names in one cell: by `;`, line, ` and `, `|` or commas; without what stands for others (`et al.`).

    `by_comma` says that in this table commas stand between names, not between family and given.
    """
    if (names := literals(text)) is None:
        text = _LINES.sub("\n", _BLANKS.sub(" ", text))
        if not text.isascii():
            text = text.replace("；", ";").replace("，", ",")
        text = _without_rest(text)
        if "\n" in text and _AND_BROKEN.search(text):
            text = _AND_BROKEN.sub(" and ", text).replace("\n", " ")
        names = _split(text, by_comma)
    return [plain for name in names if (plain := _plain(name))]


def _without_rest(text: str) -> str:
    if text.rstrip(" .").endswith(_REST_ENDS) or text.endswith("..."):
        return text[:-_TAIL] + _REST.sub("", text[-_TAIL:])
    return text


def _plain(name: str) -> str:
    name = name.strip(" ,")
    if name.endswith(")"):
        name = _SCOPUS_ID.sub("", name)
    return _SUFFIXED.sub(" ", name) if "., " in name else name


def are_listed_by_comma(cells: list[str]) -> bool:
    """Whether a column's cells are lists of whole names with commas between them (`Jane Roe, Alan Doe`).

    They are where no cell has another separator, and those of three parts or more have two words in each.
    """
    if any(sign in cell for cell in cells for sign in (";", "|", "\n")):
        return False
    long = [
        parts
        for cell in cells
        if len(parts := _parts(_AND.sub(",", _without_rest(_BLANKS.sub(" ", cell))))) > 2
    ]
    whole = [parts for parts in long if all(_is_whole(part) for part in parts)]
    return len(whole) * 4 > len(long) * 3


def split_words(text: str, *, by_comma: bool = False) -> list[str]:
    """The parts of a cell of keywords that a program or an Asian database wrote; else the cell."""
    if (words := literals(text)) is not None:
        return words
    if not text.isascii():
        text = text.replace("；", ";").replace("、", ";")
    if not by_comma or ";" in text:
        return [text]
    return _split_outside_brackets(text, spaced=", " in text)


def _split_outside_brackets(text: str, *, spaced: bool) -> list[str]:
    """The parts between commas: those before a blank where there are any, else those not between digits."""
    parts, start, depth = [], 0, 0
    for found in _COMMA_OR_BRACKET.finditer(text):
        if found[0] != ",":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
            continue
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        is_between = after.isspace() if spaced else not (before.isdigit() and after.isdigit())
        if is_between and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def are_words_by_comma(cells: list[str]) -> bool:
    """Whether the cells of a column are words with commas between them, and with nothing else."""
    return not any(sign in cell for cell in cells for sign in ";|\n；、[") and any(
        cell.count(",") > 1 for cell in cells
    )


def _split(text: str, by_comma: bool) -> list[str]:
    if ";" in text or "\n" in text:
        return [name for part in re.split(r"[;\n]", text) for name in _joined_by_and(part)]
    for separator in _SEPARATORS:
        if separator in text:
            return text.split(separator)
    if _AND.search(text) and _is_list_of_people(text):
        names = _joined_groups(_AND.split(text))
        if len(names) == 2 and _is_list_before_the_last(*names):
            before = _split_commas(names[0], True) if names[0].count(",") > 1 else _parts(names[0])
            return [*before, names[1]]
        return names
    first, *last = _AND_ELSEWHERE.split(text)
    if len(last) == 1 and "," in first and all(map(_is_whole, [*_parts(first), *last])):
        return [*_parts(first), *last]
    return _split_commas(text, by_comma)


def _joined_by_and(part: str) -> list[str]:
    """`Roe, J and Doe, A` among names that semicolons separate; anything else stays one."""
    if " and " not in part and "&" not in part:
        return [part]
    names = _AND.split(part)
    return names if len(names) > 1 and all(name.count(",") == 1 for name in names) else [part]


def _is_list_before_the_last(first: str, last: str) -> bool:
    """Whether commas of the first are between names, as in `Jane Roe, Alan Doe and Eve Poe`."""
    if first.count(",") > 1:
        return True
    parts = _parts(first)
    return len(parts) == 2 and "," not in last and len({_is_whole(name) for name in (*parts, last)}) == 1


def _is_list_of_people(text: str) -> bool:
    """Whether `and` stands between names, groups among them or not, and not in the name of a group."""
    if not is_group(_AND.sub(" ", text)):
        return True
    parts = _joined_groups(_AND.split(text))
    people = [part for part in parts if part.count(",") == 1 and not is_group(part)]
    given = people[0].partition(",")[2].split() if people else []
    return len(people) * 2 > len(parts) - (bool(given) and all(map(is_initials, given)))


def _joined_groups(parts: list[str]) -> list[str]:
    """The parts, but where people have commas, two beside each other without one are one group."""
    if not any("," in part for part in parts):
        return parts
    names = parts[:1]
    for part in parts[1:]:
        if "," in part or "," in names[-1] or not is_group(names[-1]):
            names.append(part)
        else:
            names[-1] = f"{names[-1]} and {part}"
    return names


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_whole(part: str) -> bool:
    """Whether a part has two words or more, none of them initials behind a family name."""
    words = part.split()
    return len(words) > 1 and not is_suffix(words[-1])


def _split_commas(text: str, by_comma: bool) -> list[str]:
    if text.endswith("."):  # PubMed's tables: "Doe J, Roe AB."
        ended = [part.strip() for part in text[:-1].split(",")]
        if len(ended) > 1 and all(_ENDS_IN_INITIALS.search(part) for part in ended):
            return ended
    parts = _parts(text)
    if len(parts) < 2:
        glued = _GLUED.split(text)
        return glued if len(glued) > 1 and all(map(_FAMILY_THEN_INITIALS.fullmatch, glued)) else [text]
    if not text.isascii() and not re.search("[A-Za-z]", text):
        return parts  # names in scripts other than Latin have no comma
    if all(has_initials(part) for part in parts):  # Smith J., Doe A.B. or J Smith, AB Doe
        return parts
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(is_initials(given.replace(" ", "")) for _, given in pairs):
        return [f"{family}, {given}" for family, given in pairs]
    return _split_words_by_commas(text, parts, pairs, by_comma)


def _split_words_by_commas(
    text: str, parts: list[str], pairs: list[tuple[str, str]], by_comma: bool
) -> list[str]:
    """Of names that are written out: pairs of family and given, families alone, or whole names."""
    single = [" " not in part for part in parts]
    if len(parts) == 2:
        return parts if by_comma and not any(single) and not is_group(text) else [text]
    if (len(parts) == 3 and is_suffix(parts[2])) or (len(parts) == 3 and is_group(text)):
        return [text]
    if (
        len(parts) % 2 == 0
        and not all(single)
        and all(" " not in one or " " not in two for one, two in pairs)
    ):
        return [f"{family}, {given}" for family, given in pairs]
    return parts if len(parts) > 3 or all(single) or not any(single) else [text]
