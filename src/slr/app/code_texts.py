"""`slr code --texts`: read the full texts of what is coded ahead, and say what of them cannot be read."""

from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.code import units_at
from slr.app.code_text import Texts
from slr.app.codebook import load
from slr.app.review import Review
from slr.app.state import state_of
from slr.model.text import FullText


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsOf:
    """A study (or another unit) and its full texts."""

    unit: str
    texts: tuple[FullText, ...]


def read_texts(review: Review, caller: Caller, name: str) -> list[TextsOf]:
    """Read the full texts of everything that a codebook codes, ahead of coding. Raises SlrError."""
    codebook = load(review, name)
    state = state_of(review)
    texts = Texts(review.paths, state)
    units = units_at(state, codebook)
    return [
        TextsOf(unit=unit.id, texts=texts.read(unit))
        for unit in caller.steps("Reading full texts", units, len(units))
    ]
