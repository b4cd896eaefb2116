"""How the words that only one of two titles has relate: other spellings, a subtitle, or other things."""

from rapidfuzz import fuzz

from slr.dedup.evidence import Words

_LITTLE_WORDS_TEXT = (
    "a an the of in on for and with to by from at as or vs versus using after during is are der die "
    "das und de la le les des du et en el los las y"
)
_LITTLE_WORDS = frozenset(_LITTLE_WORDS_TEXT.split())

# Words that are spelled alike and mean opposites: titles that differ by them are two studies of one series.
_OPPOSITES_TEXT = (
    "men/women man/woman male/female males/females maternal/paternal mother/father mothers/fathers "
    "with/without increase/decrease increased/decreased increases/decreases systolic/diastolic "
    "anterior/posterior superior/inferior medial/lateral afferent/efferent"
)
_OPPOSITES = frozenset(frozenset(pair.split("/")) for pair in _OPPOSITES_TEXT.split())
_OPPOSITE_BEGINNINGS_TEXT = (
    "hyper/hypo pre/post intra/inter in/out uni/bi mono/poly mono/bi macro/micro endo/exo over/under "
    "anti/pro ipsi/contra homo/hetero extra/intra"
)
_OPPOSITE_BEGINNINGS = tuple(tuple(pair.split("/")) for pair in _OPPOSITE_BEGINNINGS_TEXT.split())


def compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> Words:
    """How the words that only one of the titles has relate."""
    words_a, words_b = set(a), set(b)
    if any(_opposite(x, y) for x in words_a - words_b for y in words_b - words_a):
        return Words.REPLACED
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


def _opposite(a: str, b: str) -> bool:
    """Whether two words are opposites, as a whole or by their beginnings ("hypertension", "hypotension")."""
    if frozenset((a, b)) in _OPPOSITES:
        return True
    if a[-3:] != b[-3:]:
        return False
    return any(
        (a.startswith(x) and b.startswith(y) and a[len(x) :] == b[len(y) :])
        or (a.startswith(y) and b.startswith(x) and a[len(y) :] == b[len(x) :])
        for x, y in _OPPOSITE_BEGINNINGS
    )


def _resembles_any(word: str, others: list[str], joined: str) -> bool:
    """Whether a word is spelled otherwise, abbreviated, split or run together in the other title."""
    if len(word) <= 2 or (len(word) >= 4 and word in joined):
        return True
    return any(
        fuzz.ratio(word, other) >= 70 or (len(other) >= 4 and (other in word or word.startswith(other[:5])))
        for other in others
    )
