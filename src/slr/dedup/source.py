"""Where a report stands, for the comparison: volume, pages and journal as different databases write them."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from slr.dedup.title import fold, words_of

MISSING = -1

_PLAIN_RANGE = re.compile(r"(\d{1,6})\s*[-–—]+\s*(\d{1,6})")
_PAGES = re.compile(r"^[^\d,;]*?(\d{1,9})[a-z]*(?:\.\w+)?(?:\s*[-–—]+\s*[a-z ]*?(\d{1,9}))?")
_ONLY_LAST = re.compile(r"^[a-z]+\s*[-–—]\s*(\d{1,9})")
_COUNT_OF_PAGES = re.compile(r"^\W*(?:\w+,? )?\d+\s*(?:p|pp|pages)\W*$")
_FIRST_NUMBER = re.compile(r"^\W*(?:vol(?:ume)?\.?\s*)?(\d{1,5})")
# Article numbers of electronic journals: PLoS "e12724", BMJ "c1804" and "a1754"; not "S79" and "A1754", where
# congress abstracts stand.
_LOCATOR = re.compile(r"^(?:p?e|[b-oq-rt-z]|cd|article ?)\d{4,}$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A spreadsheet turns the pages 1-10 into the date "01-Oct" (or "Oct-01").
_DATE = re.compile(rf"^(?:(\d{{1,2}})-({'|'.join(_MONTHS)})|({'|'.join(_MONTHS)})-(\d{{1,2}}))$")


IN_VOLUME, IN_ARTICLE, NUMBER = 0, 1, 2


class Pages(NamedTuple):
    """First and last page, MISSING where unknown; without a first page, `last` may be the end of a number.

    `counted` is how: IN_VOLUME as usual, IN_ARTICLE ("1-6" before print), or not at all but the article has a
    NUMBER ("e12724"). Pages that are counted differently cannot contradict each other.
    """

    first: int
    last: int
    counted: int = 0


@lru_cache(maxsize=65_536)
def read_pages(pages: str) -> Pages:
    """Page numbers without their letters ("S79", "e42", "14S-16S"), "106-11" as 106-111."""
    if match := _PLAIN_RANGE.fullmatch(pages):
        return _range(match[1], match[2], IN_ARTICLE if match[1] == "1" else IN_VOLUME)
    text = fold(pages).strip(" \"'[]")
    if not text or _COUNT_OF_PAGES.match(text):
        return Pages(MISSING, MISSING)
    if match := _DATE.match(text):
        first, last = (match[1], match[2]) if match[1] else (match[3], match[4])
        start = _day_or_month(first)
        return Pages(start, _day_or_month(last), IN_ARTICLE if start == 1 else IN_VOLUME)
    if match := _ONLY_LAST.match(text):
        # "S417-29" that lost its first page ("Suppl-29"), or an article's part ("t-8")
        return Pages(MISSING, int(match[1]))
    match = _PAGES.match(text)
    if not match:
        return Pages(MISSING, MISSING)
    numbered = _LOCATOR.match(text) or (pages[:1] == "a" and _LOCATOR.match(text.replace("a", "b", 1)))
    counted = IN_ARTICLE if match[1] == "1" else NUMBER if numbered else IN_VOLUME
    return _range(match[1], match[2], counted)


def _range(first: str, last: str | None, counted: int) -> Pages:
    if not last:
        return Pages(int(first), MISSING, counted)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    start, end = int(first), int(last)
    return Pages(start, end if end >= start else MISSING, counted)


def _day_or_month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text) + 1


@lru_cache(maxsize=65_536)
def read_volume(volume: str) -> int:
    """The volume's number, without supplement and part; MISSING where it does not begin with one."""
    match = _FIRST_NUMBER.match(fold(volume))
    return int(match[1]) if match else MISSING


_OFFICIAL = re.compile(r"\s*[:;.]?\s*(?:an? )?(?:the )?official (?:journal|publication|organ)\b.*")
# Embase: "Journal.Conference: 23rd Congress of ... Conference Start: ...": the congress is another name.
_CONFERENCE = re.compile(r"[\s.:;,(]*\bconference\s*:\s*")
_CONFERENCE_DETAILS = re.compile(
    r"[\s.:;,(]*\b(?:conference (?:start|end)|(?:var\.)?pagings?|publication)\s*:.*"
)
_PARENTHESES = re.compile(r"[(\[][^()\[\]]*[)\]]")
_TRANSLATED = re.compile(r"\[(?!electronic resource)(\w+ [^\[\]]+)\]")
_UNIMPORTANT_TEXT = "the of and for in a an de la le les des du der die das und et on to el y e d l"
_UNIMPORTANT = frozenset(_UNIMPORTANT_TEXT.split())

# A letter that an export lost ("Annales fran?aises"), and the letter that stands for any.
_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd]+(?=[^\W\d_])")
_ANY = "ʔ"

JournalNames = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=65_536)
def read_journal(journal: str) -> JournalNames:
    """The names of a journal as words, its parallel names ("A = B", "A / B") apart; empty where unknown."""
    text = _LOST.sub(_ANY, fold(journal).replace("&", " and "))
    text = _CONFERENCE.sub("=", _CONFERENCE_DETAILS.sub("", _OFFICIAL.sub("", text)))
    text = _PARENTHESES.sub(" ", _TRANSLATED.sub(r"=\1", text))
    names = [
        tuple(word for word in words_of(name) if word not in _UNIMPORTANT)
        for name in re.split(r"=| / ", text)
    ]
    return tuple(name for name in names if name)


SAME, PERHAPS, OTHER = 2, 1, 0


def compare_journals(a: str, b: str) -> int:
    """SAME (equal or one abbreviates the other), PERHAPS (one is within the other, or much alike), OTHER,
    MISSING."""
    if not a or not b:
        return MISSING
    return SAME if a == b else _compare_journals(*sorted((a, b)))


@lru_cache(maxsize=200_000)
def _compare_journals(a: str, b: str) -> int:
    names_a, names_b = read_journal(a), read_journal(b)
    if not names_a or not names_b:
        return MISSING
    return max(_compare_names(x, y) for x in names_a for y in names_b)


def _compare_names(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    joined_a, joined_b = "".join(a), "".join(b)
    if joined_a == joined_b:
        return SAME
    if joined_a.startswith(joined_b) or joined_b.startswith(joined_a):
        return PERHAPS  # "Cancer" and "Cancer Research", or "Cancer" with its subtitle
    short, long = ((joined_a, b), (joined_b, a))[len(joined_a) > len(joined_b)]
    alike = fuzz.ratio(joined_a, joined_b)
    if alike >= 93 or abbreviates(short, long) or _abbreviates_each(a, b):
        return SAME
    only_a, only_b = set(a) - set(b), set(b) - set(a)
    if not only_a or not only_b or abbreviates(short, long, whole=False):
        return PERHAPS
    # "American" and "European Heart Journal" share most letters; every word must have its like.
    matched = all(any(_alike(x, y) for y in only_b) for x in only_a)
    return PERHAPS if matched and alike >= 60 else OTHER


def _alike(a: str, b: str) -> bool:
    """Whether two words are one, misspelled or cut short."""
    return fuzz.ratio(a, b) >= 70 or a.startswith(b) or b.startswith(a)


def _abbreviates_each(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether each word of one is the other's with letters left out ("dtsch med wochenschr")."""
    return len(a) == len(b) and all(
        x[0] == y[0] and (_left_out(x, y) or _left_out(y, x)) for x, y in zip(a, b, strict=True)
    )


def _left_out(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def abbreviates(short: str, words: tuple[str, ...], *, whole: bool = True) -> bool:
    """Whether `short` is made of the beginnings of the words in order ("jthoraccardiovascsurg", "bmj").

    Every word gives at least its first letter; without `whole`, words at the end may be left out.
    """
    ends = {0}
    for word in words:
        after = set()
        for end in ends:
            length = 0
            while (
                length < len(word)
                and end + length < len(short)
                and (short[end + length] == word[length] or _ANY in (short[end + length], word[length]))
            ):
                length += 1
                after.add(end + length)
        if not whole and len(short) in ends:
            return True
        ends = after
        if not ends:
            return False
    return len(short) in ends
