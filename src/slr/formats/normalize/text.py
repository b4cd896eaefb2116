"""Text as the record table has it: NFC, no markup, no entities, white space folded."""

import re
import unicodedata
from html.entities import html5

from slr.formats.normalize.languages import is_language_name
from slr.formats.normalize.remember import remembered

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TAG = re.compile(r"</?[^\W\d_]")  # how all begin that the patterns below find
_MARK = re.compile(r"(</?[^\W\d_][^<>]*>)")
_LABEL = re.compile(r"<AbstractText\b[^<>]*?\bLabel=\"([^\"<>]*)\"[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|hr|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|tbody|sec|title|abstract|abstracttext|blockquote"
    r"|jats:(?:p|sec|title|list|list-item|break))(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:i|b|u|s|em|strong|sub|sup|small|big|tt|span|font|a|q|cite|code|abbr|sc|scp|bold|italic|underline|inf"
    r"|monospace|roman|style|inline-formula|tex-math|alternatives|[a-z][a-z0-9]{1,11}:[a-z][a-z-]{0,30}"
    r")(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
OTHER_SPACES = (
    "\u00a0\u2002\u2003\u2005\u2008\u2009\u200a\u202f"  # which are the most common that do not print
)
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# Invisible and direction-changing characters: they break comparing and can spoof a terminal. The joiners
# U+200C and U+200D stay: Persian, Indic scripts and emoji need them.
_INVISIBLE = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
    "\ufff9\ufffa\ufffb"
)
_STRAY: dict[int, str | None] = {
    **dict.fromkeys([*range(32), *range(127, 160)]),
    **{ord(char): None for char in _INVISIBLE},
    **{ord(char): " " for char in _SPACES},
    **dict.fromkeys(range(55296, 57344), "�"),
}
# How much the texts of an entry may need, as `settled.plainness_of` tells it of the whole entry.
ANYTHING, VEILED, SPACED, MARKED, BARE = range(5)
_STRAY_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _STRAY)))}]")
# What Ovid writes behind a title.
_LABEL_AT_END = re.compile(r"(?<=\S)\s*\[(?:References|Review|Article|Report|Miscellaneous|\d+ refs\.?)\]$")
_TRAILING_LANGUAGE = re.compile(r"\s*\[([^\[\]]{3,30})\]$")


def clean(text: str) -> str:
    """One line of plain text: no markup, entities resolved, controls dropped, NFC, white space folded."""
    if "\n" in text:
        text = text.replace("\n", " ")
    if not text.isascii():
        text = _with_simple_spaces(text)
    is_plain = not has_markup(text) and text.isprintable()
    if is_plain and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return _fold(text)
    return _clean_slowly(text)


def clean_veiled(text: str) -> str:
    """The same of a text that is clean but for what may come out of markup, entities and white space."""
    if "\n" in text:
        text = text.replace("\n", " ")
    if not text.isascii():
        text = _with_simple_spaces(text)
    return _clean_slowly(text) if has_markup(text) else _fold(text)


def clean_spaced(text: str) -> str:
    """The same of a text where that is only ASCII's signs, and there may be spaces other than ASCII's."""
    return clean_marked(text if text.isascii() else _with_simple_spaces(text))


def clean_marked(text: str) -> str:
    """The same of a text where that is only ASCII's signs and no-break spaces."""
    if "\n" in text:
        text = text.replace("\n", " ")
    for _ in range(4):
        if not has_markup(text):
            break
        plain = _without_markup(text).replace("\u00a0", " ")
        if plain == text:
            break
        text = plain
    return _fold(text)


def clean_bare(text: str) -> str:
    """The same of a text where nothing can be but blanks and line ends to fold."""
    if "\n" in text:
        text = text.replace("\n", " ")
    while text.rfind("  ") >= 0:
        text = text.replace("  ", " ")
    return text.strip()


CLEAN = (clean, clean_veiled, clean_spaced, clean_marked, clean_bare)  # by plainness


def is_clean_list(together: str, plainness: int) -> bool:
    """Whether texts of this plainness, joined by NULs, are clean, but for white space at the ends."""
    if "  " in together or plainness == ANYTHING:
        return False
    if plainness <= SPACED and not together.isascii() and _with_simple_spaces(together) != together:
        return False
    return plainness == BARE or not has_markup(together)


def _with_simple_spaces(text: str) -> str:
    for space in OTHER_SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text


def has_markup(text: str) -> bool:
    """Whether there may be markup or an entity in it; a lone & or < is neither."""
    return ("<" in text and _TAG.search(text) is not None) or (
        "&" in text and _ENTITY.search(text) is not None
    )


def _clean_slowly(text: str) -> str:
    # Resolved entities may spell markup or another entity (exports escape twice), hence again until it holds.
    for _ in range(4):
        plain = _without_markup(text)
        if not plain.isprintable():
            plain = " ".join(plain.split())
            if not plain.isprintable():
                plain = _STRAY_SIGN.sub(_in_its_stead, plain)  # translate() takes seven times as long
        plain = _fold(plain)
        if not plain.isascii() and not unicodedata.is_normalized("NFC", plain):
            plain = unicodedata.normalize("NFC", plain)
        if plain == text or not has_markup(plain):
            return plain
        text = plain
    return text


def _in_its_stead(found: re.Match[str]) -> str:
    return _STRAY[ord(found[0])] or ""


def _fold(text: str) -> str:
    while text.rfind("  ") >= 0:  # from behind, Python finds two equal signs three times as fast
        text = text.replace("  ", " ")
    return text.strip()


def _without_markup(text: str) -> str:
    if "<" in text and _TAG.search(text):
        if "=" in text:
            text = _LABEL.sub(r" \1: ", text)
        parts = _MARK.split(text)
        parts[1::2] = list(map(_sense, parts[1::2]))
        bare = "".join(parts)
        # Where what is left begins no markup, each mark stood by itself, and their order does not matter.
        text = bare if not _TAG.search(bare) else _INLINE.sub("", _BLOCK.sub(" ", text))
    return _ENTITY.sub(_resolve, text) if "&" in text else text


@remembered
def _sense(mark: str) -> str:
    """What stands for a mark: a blank where it parts words, nothing where not, itself where it is unknown."""
    if _BLOCK.fullmatch(mark):
        return " "
    return "" if _INLINE.fullmatch(mark) else mark


def _resolve(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(f"{name};", match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code < 0x110000 and not 0xD800 <= code < 0xE000:
        # The numbers of Windows-1252 are in wide use for its quotes and dashes (HTML 5 reads them so, too).
        return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code < 0xA0 else chr(code)
    return "\ufffd"


def clean_title(text: str) -> tuple[str, str]:
    """A title and the language it names, if any.

    The trailing full stop is dropped, and so are the brackets around a translated title; a language in
    brackets at the end ("Title. [Chinese]") is taken off and returned.
    """
    return bare_title(clean(text))


def bare_title(title: str) -> tuple[str, str]:
    """The same of a title that is clean."""
    language = ""
    if title and title[-1] not in ".]":
        return title, ""  # most
    for _ in range(50):  # hostile titles have thousands
        if not title:
            break
        if title[-1] == "." and _is_full_stop(title):
            shorter = title[:-1].rstrip()
        elif title[0] == "[" and title[-1] == "]" and _encloses(title):
            shorter = title[1:-1].strip()
        elif title[-1] == "]" and (found := _TRAILING_LANGUAGE.search(title)) and is_language_name(found[1]):
            language = language or found[1]
            shorter = title[: found.start()].rstrip()
        elif title[-1] == "]" and (label := _LABEL_AT_END.search(title)):
            shorter = title[: label.start()].rstrip()
        else:
            break
        title = shorter
    return title, language


def _is_full_stop(title: str) -> bool:
    """Whether the last character ends the sentence and not an abbreviation (U.S.) or an ellipsis."""
    word = title.rsplit(" ", 1)[-1]
    return "." not in word[:-1]


def _encloses(title: str) -> bool:
    depth = 0
    for place, char in enumerate(title):
        depth += (char == "[") - (char == "]")
        if depth == 0:
            return place == len(title) - 1
    return False


@remembered
def clean_word(text: str) -> str:
    """As `clean`, remembered: for what repeats from record to record (journals, publishers, volumes)."""
    return clean(text)


@remembered
def clean_journal(text: str) -> str:
    """A journal's or book's name: clean, without the trailing full stop of a citation."""
    return bare_journal(clean(text))


def bare_journal(name: str) -> str:
    """The same of a name that is clean."""
    if name.endswith(".") and " " in name and "." not in name[:-1]:  # with more of them it is an abbreviation
        name = name[:-1].rstrip()
    return name


def split_keywords(
    values: list[str], separators: str = ";\n", *, plainness: int = ANYTHING
) -> tuple[str, ...]:
    """Keywords, each once, in order; the asterisk that marks a major MeSH topic is taken off.

    `plainness` is that of the entry they are from (see `settled`).
    """
    together = joined = "\0".join(values)
    for separator in separators:
        if separator in together:
            together = together.replace(separator, "\0")
    if together is not joined:
        values = together.split("\0")
    if "*" not in together and is_clean_list(together, plainness):
        found = dict.fromkeys([value.strip() for value in values])
    else:
        found = dict.fromkeys(map(_clean_keyword, values))
    found.pop("", None)
    return tuple(found)


@remembered
def _clean_keyword(word: str) -> str:
    plain = clean(word)
    return plain.replace("/*", "/").lstrip("*").strip() if "*" in plain else plain
