"""Breaking text into lines of a width, in letters of any measure; taking out what could steer a terminal."""

import re
import unicodedata
from collections.abc import Callable

from slr.model.untrusted import printable

NBSP = "\u00a0"
_AFTER = "-/_.@:;,)–—"  # a word too long for a line breaks after one of these, if it has one
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # XML has no way to write the last two


def clean(text: str) -> str:
    """Text of one line that cannot steer a terminal, turn its neighbors around or break XML."""
    return " ".join(_NONCHARACTERS.sub("", printable(text)).split())


def width_of(text: str, advance: Callable[[str], float]) -> float:
    """The width of a text, letter by letter."""
    return sum(map(advance, text))


def wrap(text: str, limit: float, advance: Callable[[str], float], *, hang: float = 0) -> list[str]:
    """The text in lines no wider than `limit`, the second and later ones than `limit - hang`.

    Breaks at spaces (never at a no-break space), between ideographs, and inside a word only where the word
    alone is wider than a line. Nothing is lost: joined without white space, the lines are the text.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for word, spaced in _words(text):
        room = limit - (hang if lines else 0)
        wide = width_of(word, advance)
        gap = advance(" ") if spaced and line else 0.0
        if line and used + gap + wide > room:
            lines.append(line)
            line, used, gap, room = "", 0.0, 0.0, limit - hang
        if wide > room and not line:
            *full, word = _break_word(word, room, limit - hang, advance)
            lines.extend(full)
            wide = width_of(word, advance)
        line += (" " if gap else "") + word
        used += gap + wide
    return [*lines, line] if line or not lines else lines


def _words(text: str) -> list[tuple[str, bool]]:
    """The unbreakable pieces of a text, and whether a space stands before each."""
    pieces: list[tuple[str, bool]] = []
    for word in text.split(" "):
        start = 0
        for place in range(1, len(word)):
            if _is_wide(word[place - 1]) and word[place] not in "，。、；：）)」』" and word[place] != NBSP:
                pieces.append((word[start:place], start == 0))
                start = place
        if word:
            pieces.append((word[start:], start == 0))
    return pieces


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _break_word(word: str, first: float, later: float, advance: Callable[[str], float]) -> list[str]:
    """A word in pieces: the first no wider than `first`, the others than `later`; at least a letter each."""
    pieces: list[str] = []
    rest = word
    while rest:
        size = _fitting(rest, later if pieces else first, advance)
        pieces.append(rest[:size])
        rest = rest[size:]
    return pieces


def _fitting(word: str, room: float, advance: Callable[[str], float]) -> int:
    """How many letters of a word go on one line: all, or up to the last good break, or as many as fit."""
    used, stop = 0.0, 0
    for place, letter in enumerate(word):
        used += advance(letter)
        if place and used > room:
            return stop or place
        if letter in _AFTER:
            stop = place + 1
    return len(word)
