"""Colors and words of the screens: a dark and a light theme, and how a verdict is written.

The hues are those of Okabe and Ito (2008), told apart with every common color blindness, darkened or
lightened for contrast with the background. No meaning rests on a color: each has a word or a sign beside it.
"""

from textual.content import Content
from textual.theme import Theme

from slr.model.untrusted import one_line
from slr.model.words import Verdict
from slr.tui.session import Chosen

# For highlighted terms, in the criteria's order; each also carries its criterion's number.
DARK_TERMS = ("#f0e442", "#e59ac4", "#e69f00", "#4fd1a5", "#c8c8ff", "#56b4e9")
LIGHT_TERMS = ("#6b5b00", "#8c2f63", "#8a4b00", "#006b4f", "#40409c", "#005a8c")

DARK = Theme(
    name="slr-dark",
    primary="#56b4e9",
    secondary="#9ad0f0",
    accent="#f0c419",
    warning="#e69f00",
    error="#ff8a5c",
    success="#4fd1a5",
    foreground="#e6e6e6",
    background="#16181c",
    surface="#16181c",
    panel="#24272d",
    dark=True,
    variables={f"term-{n}": color for n, color in enumerate(DARK_TERMS, 1)},
)
LIGHT = Theme(
    name="slr-light",
    primary="#005a8c",
    secondary="#0072b2",
    accent="#7a4b00",
    warning="#8a4b00",
    error="#a83200",
    success="#006b4f",
    foreground="#1c1c1c",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ebe9e2",
    dark=False,
    variables={f"term-{n}": color for n, color in enumerate(LIGHT_TERMS, 1)},
)
THEMES = {"dark": DARK, "light": LIGHT}

VERDICT_STYLES = {
    Verdict.INCLUDE: "bold $success",
    Verdict.EXCLUDE: "bold $error",
    Verdict.UNSURE: "bold $warning",
    Verdict.AWAITING: "bold $primary",
    Verdict.ONGOING: "bold $primary",
}
VERDICT_MARKS = {
    Verdict.INCLUDE: "+",
    Verdict.EXCLUDE: "-",
    Verdict.UNSURE: "?",
    Verdict.AWAITING: "w",
    Verdict.ONGOING: "o",
}
VERDICT_WORDS = {
    Verdict.INCLUDE: "include",
    Verdict.EXCLUDE: "exclude",
    Verdict.UNSURE: "unsure",
    Verdict.AWAITING: "awaiting classification",
    Verdict.ONGOING: "ongoing study",
}


def chosen_words(chosen: Chosen) -> Content:
    """A decision in words: sign, verdict, reason, note."""
    verdict = chosen.verdict
    words = f"{VERDICT_MARKS[verdict]} {VERDICT_WORDS[verdict]}"
    parts = [Content.styled(words, VERDICT_STYLES[verdict])]
    if chosen.reason:
        parts.append(Content(one_line(chosen.reason)))
    if chosen.note:
        parts.append(Content(f"note: {one_line(chosen.note)}"))
    return Content(" · ").join(parts)
