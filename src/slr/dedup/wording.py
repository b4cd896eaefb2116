"""How the words that only one of two titles has relate: other spellings, a subtitle, or other things."""

from rapidfuzz import fuzz

from slr.dedup.evidence import Words

_LITTLE_WORDS_TEXT = (
    "a an the of in on for and with to by from at as or vs versus using after during is are der die "
    "das und de la le les des du et en el los las y"
)
_LITTLE_WORDS = frozenset(_LITTLE_WORDS_TEXT.split())


def compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> Words:
    """How the words that only one of the titles has relate."""
    words_a, words_b = set(a), set(b)
    only_a = [word for word in a if word not in words_b and word not in _LITTLE_WORDS]
    only_b = [word for word in b if word not in words_a and word not in _LITTLE_WORDS]
    joined_a, joined_b = "".join(only_a), "".join(only_b)
    if fuzz.ratio(joined_a, joined_b) >= 75:
        return Words.SPELLED
    loose_a = [word for word in only_a if not _resembles_any(word, only_b, joined_b)]
    loose_b = [word for word in only_b if not _resembles_any(word, only_a, joined_a)]
    if loose_a and loose_b:
        return Words.REPLACED
    return Words.ADDED if loose_a or loose_b else Words.SPELLED


def _resembles_any(word: str, others: list[str], joined: str) -> bool:
    """Whether a word is spelled otherwise, abbreviated, split or run together in the other title."""
    if len(word) <= 2 or (len(word) >= 4 and word in joined):
        return True
    return any(
        fuzz.ratio(word, other) >= 70 or (len(other) >= 4 and (other in word or word.startswith(other[:5])))
        for other in others
    )
