"""Names of people and groups: "Family, Given", "Family, Given, Suffix", or the group's name."""

import re

from slr.formats.normalize.name_order import families_in_front
from slr.formats.normalize.remember import remembered
from slr.formats.normalize.text import ANYTHING, clean, is_clean_list
from slr.formats.words import words

PARTICLES = frozenset(
    words(
        "van von vom der den de del della dello degli di da das do dos du des la le les lo ten ter te zu "
        "zur zum af av al el bin ibn abu ben bint y e 't op auf"
    )
)
# Last words of a given name that belong elsewhere: particles, and suffixes as people write them.
_SUFFIXES = words("jr sr jnr snr ii iii iv 2nd 3rd 4th")
_WRITTEN = [form for word in _SUFFIXES for form in (word, word.upper(), word.title())]
# null is what Lens has where a name has no second part.
_MOVING = PARTICLES.union(["null"], _WRITTEN, [f"{form}." for form in _WRITTEN])
_SUFFIX = re.compile(rf"(?:{'|'.join(_SUFFIXES)})\.?", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆ]{1,4}|(?:[A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆ][a-z]?\.[-\u2010]?)+[A-Z]?)(?:-[A-Z]\.?)?"
)
_GROUP = re.compile(
    r"\b(?:group|groups|grp|consortium|consort|collaborat\w*|committee|commission|council|organi[sz]ation|association|society|"
    r"institut\w*|universit\w*|department|ministry|agency|centre|center|network|team|board|federation|foundation|"
    r"academy|college|hospital|investigators|initiative|programme|program|project|trial|trialists|study|panel|"
    r"office|bureau|union|authority|service|services|inc|ltd|gmbh|company|corporation|press|task force|"
    r"working party|administration|partnership|alliance|unit|laborator\w*|of|for|the|and|on)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    [
        "anonymous",
        "[anonymous]",
        "anon",
        "anon.",
        "no authors listed",
        "[no authors listed]",
        "et al",
        "et al.",
        "others",
    ]
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ʼ`.\-\u2010 ]+")
_NUMBERED = re.compile(r"(?<=[^\W\d]) 0\d{3}$")  # by which DBLP tells namesakes apart
_FAMILY_FIRST = re.compile(r"[^,;\n\0]+, [^,;\n\0]+(?:\0[^,;\n\0]+, [^,;\n\0]+)*")
_LONGEST = 300  # letters; longer names are groups
# A last word that may be one of _MOVING: no capital at its beginning, or a suffix.
_MAY_MOVE = re.compile(r" (?:[^A-Z]|[JS][Nn]?[Rr]|I[IiVv])[^ \0]*(?:\0|\Z)")
# Family and initials, as `van der Roe JA`: a word that begins with a capital and ends small, few beside it.
_WORD = r"[^\W\d_a-z][^\W\d_]*['’\-]?[^\W\d_]*[a-zß-öø-ÿ]"
_FAMILY_INITIALS = re.compile(
    rf"(?:[a-z]{{1,5}} ){{0,3}}{_WORD} (?:(?:[a-z]{{1,5}}|{_WORD}) ){{0,3}}[A-Z]{{1,3}}"
)


@remembered
def family_first(text: str) -> str:
    """A name as the record table has it; empty for nobody (`[Anonymous]`, `et al.`).

    With a comma, the family name comes first, particles with it (`Beethoven, Ludwig van` is `van Beethoven,
    Ludwig`). Without one: `Smith JA` and `J. A. Smith` by their initials, groups by their words, a trailing
    comma marks a group (EndNote), names in scripts other than Latin keep their order, some Asian names are
    told by how they are written (see `families_in_front`), and other names are taken as given name first.
    """
    name = clean(text)
    if ";" in name:
        name = clean(name.replace(";", ","))  # a semicolon separates names wherever they are lists
    if name.endswith(",") or len(name) > _LONGEST:
        group = ", ".join(_comma_parts(name))
        return "" if group.lower() in _NOBODY else group
    if "," in name:
        family, comma, given = name.partition(", ")
        last = given.rpartition(" ")[2]
        if (
            comma
            and given
            and "," not in given
            and "," not in family
            and last not in _MOVING
            and not last.isdigit()
            and not family.endswith(" ")
        ):
            return name  # nearly always
        return _with_comma(name)
    if name.lower() in _NOBODY:
        return ""
    if name[-1:].isdigit():
        name = _NUMBERED.sub("", name)
    words = name.split()
    if len(words) < 2 or not _LATIN.fullmatch(name) or _GROUP.search(name):
        return name
    return _without_comma(words, name)


def is_suffix(text: str) -> bool:
    """Whether text is what follows a name: Jr., III."""
    return bool(_SUFFIX.fullmatch(text))


def is_group(text: str) -> bool:
    """Whether a name has words that only groups have (`Tea Research Group`, `Ministry of Health`)."""
    return bool(_GROUP.search(text))


def is_initials(word: str) -> bool:
    """Whether a word is initials: `J`, `AB`, `J.-P.`."""
    return bool(_INITIALS.fullmatch(word))


def _comma_parts(name: str) -> list[str]:
    parts = [part for part in (piece.strip() for piece in name.split(",")) if part]
    return [part for part in parts if part != "null"] or parts  # what programs write for no given name


def _with_comma(name: str) -> str:
    parts = _comma_parts(_NUMBERED.sub("", name))
    if len(parts) < 2:
        return parts[0] if parts else ""
    family, given, *rest = parts
    if len(parts) == 3 and _SUFFIX.fullmatch(given):
        given, rest = rest[0], [given]  # BibTeX's order: Family, Jr, Given
    if len(parts) > 2 and not (len(parts) == 3 and _SUFFIX.fullmatch(rest[0])):
        return ", ".join(parts)  # a group with its place, or a list that nobody can take apart
    words = given.split()
    if not rest and len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        rest = [words.pop()]
    particles: list[str] = []
    while len(words) > 1 and words[-1] in PARTICLES and words[-1] not in ("y", "e"):
        particles.insert(0, words.pop())
    whole = ", ".join([" ".join([*particles, family]), " ".join(words), *rest])
    return whole if whole == name else _with_comma(whole)  # what one step uncovers, the next may move


def _without_comma(words: list[str], name: str) -> str:
    suffix = [words.pop()] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else []
    if _INITIALS.fullmatch(words[-1]) and (
        not _INITIALS.fullmatch(words[0])
        or (len(words) == 2 and len(words[1]) == 1 < len(words[0]) and "".join(words).isalpha())  # ROE J
    ):
        start = len(words) - 1
        while start > 1 and _INITIALS.fullmatch(words[start - 1]):
            start -= 1
        return _with_comma(", ".join([" ".join(words[:start]), " ".join(words[start:]), *suffix]))
    if len(words) < 6 and (front := families_in_front(words)):
        return _with_comma(", ".join([" ".join(words[:front]), " ".join(words[front:]), *suffix]))
    if len(words) > 5 or any(not word[0].isupper() and word not in PARTICLES for word in words):
        start = next((n for n, word in enumerate(words) if not _INITIALS.fullmatch(word)), 0)
        return (
            f"{' '.join(words[start:])}, {' '.join(words[:start])}" if 0 < start < 4 else name
        )  # S el-Gammal
    return _with_comma(", ".join([*given_first(words), *suffix]))


def given_first(words: list[str]) -> list[str]:
    """[family, given] of a name in the order of speech; the family is the last word and its particles."""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    if words[0] in PARTICLES:
        return [" ".join(words)]
    return [" ".join(words[start:]), " ".join(words[:start])]


def family_first_all(names: list[str], *, plainness: int = ANYTHING) -> tuple[str, ...]:
    """The names of a list, without nobodies; `plainness` is that of their entry (see `settled`)."""
    if are_family_first(names, plainness):
        return tuple(names)
    return tuple([name for name in map(family_first, names) if name])


def are_family_first(names: list[str], plainness: int) -> bool:
    """Whether `family_first` would give every one of these plain names back as it is, told at once.

    They are "Family, Given" with no further comma, no white space at the ends or to fold, and no last word
    that may belong elsewhere. Not all names that it gives back are told.
    """
    together = "\0".join(names)
    return (
        is_clean_list(together, plainness)
        and " ," not in together
        and (len(together) <= _LONGEST or max(map(len, names)) <= _LONGEST)
        and _FAMILY_FIRST.fullmatch(together) is not None
        and _MAY_MOVE.search(together) is None
    )


def listed_names(text: str) -> list[str]:
    """The names of `Roe J, Doe AB, van Poe E` (three or more) or `Roe, J., Doe, A. B.`; else the text."""
    if text.count(",") < 2:
        return [text]
    parts = [part.strip(" ") for part in text.split(",")]
    given = [part.replace(" ", "") for part in parts[1::2]]
    if len(parts) == 2 * len(given) > 2 and all(map(_INITIALS.fullmatch, given)):
        families = [part.removeprefix("and ").removeprefix("& ") for part in parts[::2]]
        if not any(not name or _INITIALS.fullmatch(name) or _GROUP.search(name) for name in families):
            return [", ".join(pair) for pair in zip(families, parts[1::2], strict=True)]
    listed = all(len(part) < 80 and _FAMILY_INITIALS.fullmatch(part) for part in parts)
    return parts if listed and not _GROUP.search(text) else [text]


def has_initials(part: str) -> bool:
    """Whether a name without a comma begins or ends with initials: `J. Roe`, `Roe JA`."""
    words = part.split()
    return len(words) > 1 and bool(_INITIALS.fullmatch(words[-1]) or _INITIALS.fullmatch(words[0]))
