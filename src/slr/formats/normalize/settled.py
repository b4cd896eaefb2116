"""Signs that normalizing leaves alone wherever they stand, so that most texts need no closer look."""

import re

from slr.formats.normalize.mojibake import LEAD, SUSPECT
from slr.formats.normalize.text import ANYTHING, BARE, MARKED, OTHER_SPACES, SPACED, VEILED

# Besides ASCII that prints, and spaces. Each of them prints, is NFC by itself, and joins with nothing that
# stands before it; a test goes through all of Unicode.
_SIGNS = (
    "\n"
    "\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482\u1e00-\u1eff"  # Latin, Greek, Cyrillic
    "\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"  # Hebrew and Arabic letters
    "\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e\u20a0-\u20bf"  # dashes, quotes, digits, currencies
    "\u2100-\u2125\u2127-\u2129\u212c-\u214f\u2190-\u22ff\u2500-\u26ff"  # letters as signs, operators, shapes
    "\u3001-\u3029\u3041-\u3096\u309f-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"  # East Asian
    "\ufb00-\ufb06\ufffd"  # ligatures, and what could not be decoded
)
_SETTLED = re.compile(f"[{_SIGNS}{OTHER_SPACES}]*")
_WITHOUT_SPACES = re.compile(f"[{_SIGNS}]*")
_PRINTING = bytes(range(0x20, 0x7F))
# What `text.has_markup` takes for markup or an entity, and a little more.
_MARKUP = re.compile(rb"</?[A-Za-z\x80-\xff]")
_ENTITY = re.compile(rb"&(?:#|[A-Za-z][A-Za-z0-9]{1,31};)")
# An entity of others than these (ASCII's signs and the no-break space), and what may yet become one.
_OF_A_SIGN = re.compile(rb"&(?:amp;)*(?!(?:amp|lt|gt|quot|apos|nbsp|#39);)[#A-Za-z0-9]*[;<&]")


def plainness_of(entry: bytes, left: bytes) -> int:
    """How plain an entry in UTF-8 is, and so every text of it, by what is `unprinted` of it.

    ANYTHING may be in it, or it is clean but for markup, entities and white space: VEILED where letters that
    were decoded wrongly may be in it, or signs that ask for more cleaning may come out of entities; SPACED
    where there may be spaces other than ASCII's besides markup and entities of ASCII, MARKED where not even
    they, and BARE where there is nothing but blanks and line ends to fold.
    """
    has_spaces = has_lead = False
    if left.isascii():
        if left.count(b"\n") < len(left):
            return ANYTHING
    else:
        signs = left.decode()
        has_spaces = not _WITHOUT_SPACES.fullmatch(signs)
        if has_spaces and not _SETTLED.fullmatch(signs):
            return ANYTHING
        has_lead = LEAD.search(signs) is not None
        if has_lead and SUSPECT.search(signs):
            return VEILED
    has_entity = b"&" in entry and _ENTITY.search(entry)
    is_marked = has_entity or (b"<" in entry and _MARKUP.search(entry))
    if is_marked and (has_lead or (b"&" in entry and _OF_A_SIGN.search(entry))):
        return VEILED
    return SPACED if has_spaces else MARKED if is_marked else BARE


def unprinted(entry: bytes) -> bytes:
    """The bytes of a text that are neither blanks nor ASCII signs that print: line ends, others' letters."""
    return entry.translate(None, _PRINTING)


def is_settled(signs: str) -> bool:
    """Whether a text is plain: clean but for markup, entities and white space, and rightly decoded.

    It is judged by what is left of it without the ASCII signs that print, in order.
    """
    return bool(_SETTLED.fullmatch(signs)) and not SUSPECT.search(signs)
