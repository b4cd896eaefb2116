"""What a title says for the comparison: its words without databases' annotations, its numbers, its kind."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntFlag


class Kind(IntFlag):
    """Kinds of records that are never joined with a record of another kind, however alike the titles."""

    NONE = 0
    ERRATUM = 1
    RETRACTION = 2
    COMMENT = 4
    PROTOCOL = 8
    PREPRINT = 16
    DISSERTATION = 32
    REGISTRATION = 64
    CHAPTER = 128
    BOOK = 256
    COCHRANE = 1024
    DATASET = 2048
    CONFERENCE = 4096
    TRANSLATED = 8192  # a title in brackets: the article is in another language
    FOREIGN = 16384  # so says the language field


@dataclass(frozen=True, slots=True)
class Title:
    """A title, read: `words` folded and without annotations, `squeezed` is the words without spaces."""

    words: tuple[str, ...]
    squeezed: str
    numbers: frozenset[str]
    kind: Kind


_COMBINING = re.compile("[\u0300-\u036f]")
_GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "mu",
        "ω": "omega",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ı": "i",
    }
)
_WORDS = re.compile(r"[^\W_]+")

_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|inf|u|sc|span|p)(?: [^<>]*)?>")

# What databases write into titles. MEDLINE and Embase: "[Erratum appears in ...]", "[Review] [33 refs]",
# "[French]", "[corrected]"; the Cochrane Library: "(Structured abstract)"; LILACS and Embase: a second title
# after "<ORIGINAL>"; conference databases: "[abstract no: 134]".
_CUT = re.compile(
    r"\W*\b(?:published )?erratum (?:appears )?in\b.*"
    r"|\W*[\[(](?:comment|retraction|corrected and republished \w+) (?:appears )?in\b.*"
    r"|<original>.*",
    re.DOTALL,
)
_AT_THE_END = re.compile(r"[\s.?!:;]*\[[^\[\]]{0,40}\][\s.?!:;]*$")
_IN_PARENTHESES = re.compile(
    r"\((?:structured abstract|provisional abstract|brief record|project record|cochrane review|review"
    r"|multiple letters|meeting abstract|conference abstract|abstract|author'?s'? transl\w*|letter)\)"
)
_IN_BRACKETS = re.compile(r"\[(?:corrected|sic|electronic resource|see comments?)\]")
_LANGUAGE_CODE = re.compile(r"\bla: [a-z]{3}$")

_ERRATUM_BEFORE = re.compile(
    r"^\W*(?:erratum|errata|corrigend(?:um|a)|(?:author|publisher)(?:'?s)? correction"
    r"|correction(?= to\b| ?[:.]))(?: to| for| in)?\b\W*"
)
_ERRATUM_AFTER = re.compile(
    r"\W*\(vol(?:ume)?\.? ?\w{1,6}, [^()]*\d{4}\)\W*$"
    r"|\W*\([^()]+ \(\d{4}\)[^()]*(?:\([^()]*\)[^()]*)*\)\W*$"
    r"|[:.,;\"'”]\s*(?:correction|erratum|corrigendum)\W*$"
)
_RETRACTION = re.compile(
    r"^\W*(?:notice of retraction|retraction(?: notice)?|expression of concern|withdrawal)"
    r"(?: to| of)?[:\s]\W*"
)
_COMMENT_BEFORE = re.compile(
    r"^\W*(?:comments? on|commentary on|in reply to|in reply|reply to|authors?'?s? (?:reply|response)"
    r"|(?:re|reply|response to|response|comments?|commentary|editorial comment|invited commentary"
    r"|letter to the editor|discussion)(?= ?[:.]))\W*"
)
_COMMENT_AFTER = re.compile(
    r"\W*(?:\bauthors?'?s? (?:reply|response)|(?<=\W)reply|[-–—:.;]\s*(?:a )?"
    r"(?:response|comment|commentary|rebuttal|discussion))\W*$"
)
# One cheap look for what all of these need.
_NOTICE = re.compile(
    r"errat|corrige|correction|\(vol|\(\d{4}\)|retraction|expression of|withdrawal|comment|reply|respon"
    r"|rebuttal|discussion|letter|^\W*re ?[:.]"
)
_PROTOCOL = re.compile(
    r"\b(?:(?:study|trial|review) protocol|protocol for|a protocol|rationale and|study design"
    r"|design and (?:methods|rationale)|statistical analysis plan|baseline characteristics)\b"
    r"|[:.\-–—] ?(?:\w+ ){0,2}protocol\W*$"
)
_ABSTRACT_NOTE = re.compile(r"[\[(](?:meeting |conference |congress )?abstract(?: no\W*\w+)?[\])]\W*$")

_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
}
_ROMAN_AFTER_A_COUNTER = {"i": "1", "v": "5", "x": "10", "a": "a", "b": "b", "c": "c"}
_COUNTERS_TEXT = "part parts phase type stage grade class chapter section study volume no number group paper"
_COUNTERS = frozenset(_COUNTERS_TEXT.split())
_SPELLED = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
    "5th": "5",
}
_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """Lower case, accents and typographic variants removed, Greek letters by name."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_GREEK)
        text = _COMBINING.sub("", text).translate(_GREEK)
    return text.casefold()


def words_of(text: str) -> list[str]:
    """The words of folded text: runs of letters and digits of any script."""
    return _WORDS.findall(text)


def read_title(title: str) -> Title:
    """A title as words, numbers and kind; annotations and notices' own words are left out of the words."""
    folded = fold(title).replace("&", " and ")
    if "<" in folded:
        folded = _MARKUP.sub("", folded)
    text, kind = _without_notices(_without_annotations(folded))
    words = tuple(words_of(text))
    if _PROTOCOL.search(text):
        kind |= Kind.PROTOCOL
    if _ABSTRACT_NOTE.search(folded):
        kind |= Kind.CONFERENCE
    if title.startswith("["):
        kind |= Kind.TRANSLATED
    return Title(words, "".join(words), _numbers(words), kind)


def _without_annotations(text: str) -> str:
    if "(" in text:
        text = _IN_PARENTHESES.sub(" ", text)
    if "[" in text:
        text = _IN_BRACKETS.sub(" ", text)
    if "erratum" in text or " in" in text or "<" in text:
        shorter = _CUT.sub("", text) if ("[" in text or "<" in text or "erratum" in text) else text
        text = shorter if len(shorter) >= 10 else text
    if "[" in text:
        while (shorter := _AT_THE_END.sub("", text)) != text and len(shorter) >= 10:
            text = shorter
    return _LANGUAGE_CODE.sub("", text)


def _without_notices(text: str) -> tuple[str, Kind]:
    kind = Kind.NONE
    if not _NOTICE.search(text):
        return text, kind
    for pattern, named in (
        (_ERRATUM_BEFORE, Kind.ERRATUM),
        (_ERRATUM_AFTER, Kind.ERRATUM),
        (_RETRACTION, Kind.RETRACTION),
        (_COMMENT_BEFORE, Kind.COMMENT),
        (_COMMENT_AFTER, Kind.COMMENT),
    ):
        shorter = pattern.sub("", text)
        if shorter != text and len(shorter) >= 10:
            text, kind = shorter, kind | named
    return text, kind


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    """The numbers in a title: digits, Roman numerals, spelled numbers, letters that count parts."""
    found = set()
    before = ""
    for word in words:
        if word in _ROMAN:
            found.add(_ROMAN[word])
        elif word in _SPELLED:
            found.add(_SPELLED[word])
        elif before in _COUNTERS and word in _ROMAN_AFTER_A_COUNTER:
            found.add(_ROMAN_AFTER_A_COUNTER[word])
        elif not word.isalpha():
            found.update(digits.lstrip("0") or "0" for digits in _DIGITS.findall(word))
        before = word
    return frozenset(found)
