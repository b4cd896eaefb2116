"""Makes untrusted text fit to stand on a terminal: no escapes, no control characters, no reordering."""

import re
import unicodedata

# A whole escape sequence goes at once, so that its letters do not stay behind as text: operating system
# commands and other strings up to their end, control sequences, then any two-character escape.
ESCAPES = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c|$)"
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|\x1b[ -/]{0,8}[0-~]?"
)
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# Overrides, embeddings and isolates can make a title read as another one and spill over the line's end;
# the joiners and marks that Persian, Hindi or Hebrew need are harmless and stay.
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
MARKS_IN_A_ROW = 8


def printable(text: str) -> str:
    """The text without terminal escapes, control characters and reordering marks; line ends become \\n."""
    if text.isascii() and text.isprintable():
        return text
    text = ESCAPES.sub("", text)
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = REORDERING.sub("", CONTROLS.sub("", text))
    return _thin_marks(LONE_SURROGATES.sub("\ufffd", text))


def one_line(text: str, most: int = 400) -> str:
    """Printable text with white space folded, cut after `most` characters (for headers and messages)."""
    folded = " ".join(printable(text[: most * 4]).split())
    return folded if len(folded) <= most else folded[: most - 1].rstrip() + "…"


def _thin_marks(text: str) -> str:
    """At most MARKS_IN_A_ROW combining marks upon one letter: more only serve to smear other lines."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)
