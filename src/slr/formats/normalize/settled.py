"""Signs that normalizing leaves alone wherever they stand, so that most texts need no closer look."""

import re

from slr.formats.normalize.mojibake import SUSPECT
from slr.formats.normalize.text import OTHER_SPACES

# Besides ASCII that prints, and spaces. Each of them prints, is NFC by itself, and joins with nothing that
# stands before it; a test goes through all of Unicode.
_SETTLED = re.compile(
    f"[\n{OTHER_SPACES}"
    "\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482\u1e00-\u1eff"  # Latin, Greek, Cyrillic
    "\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"  # Hebrew and Arabic letters
    "\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e\u20a0-\u20bf"  # dashes, quotes, digits, currencies
    "\u2100-\u2125\u2127-\u2129\u212c-\u214f\u2190-\u22ff\u2500-\u26ff"  # letters as signs, operators, shapes
    "\u3001-\u3029\u3041-\u3096\u309f-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"  # East Asian
    "\ufb00-\ufb06\ufffd]*"  # ligatures, and what could not be decoded
)


def is_settled(signs: str) -> bool:
    """Whether a text is plain: clean but for markup, entities and white space, and rightly decoded.

    It is judged by what is left of it without the ASCII signs that print, in order.
    """
    return bool(_SETTLED.fullmatch(signs)) and not SUSPECT.search(signs)
