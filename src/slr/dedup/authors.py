"""What an author list says for the comparison: names as sets of words without order or initials."""

from dataclasses import dataclass
from functools import lru_cache

from slr.dedup.title import fold, words_of

# Longer lists are cut by databases at different places; the first names decide.
_AUTHORS_READ = 16

_NOT_A_NAME_TEXT = (
    "jr sr ii iii iv 2nd 3rd van von der den ter ten de la le les du di da das dos do del della el "
    "al bin ibn et and md phd dr prof mr mrs st saint the of for group"
)
_NOT_A_NAME = frozenset(_NOT_A_NAME_TEXT.split())


@dataclass(frozen=True, slots=True)
class Authors:
    """An author list, read: name words of the first author and of all, the first's initial, family names."""

    first: frozenset[str]
    everyone: frozenset[str]
    initial: str
    families: str

    @property
    def key(self) -> str:
        """A word that stands for the first author in keys: the longest, so that swapped names agree."""
        return max(self.first, key=lambda word: (len(word), word), default="")


NOBODY = Authors(frozenset(), frozenset(), "", "")


def read_authors(authors: tuple[str, ...]) -> Authors:
    """An author list ("Family, Given" each) as sets of words."""
    if not authors:
        return NOBODY
    read = [_read_author(author) for author in authors[:_AUTHORS_READ]]
    named = [names for names in read if names[0]]
    if not named:
        return NOBODY
    first = named[0]
    everyone = frozenset().union(*(names[0] for names in named))
    return Authors(first[0], everyone, first[1], "".join(names[2] for names in named[:6]))


@lru_cache(maxsize=200_000)
def _read_author(author: str) -> tuple[frozenset[str], str, str]:
    """Name words, initial of the given name, family name without spaces."""
    family, comma, given = author.partition(",")
    family_words = [word for word in words_of(fold(family)) if len(word) > 1 and word not in _NOT_A_NAME]
    if not comma:
        # "Smith JA": initials in capitals at the end; "John Smith" and group names: every word counts.
        parts = family.replace(".", " ").split()
        if len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= 3 and not parts[0].isupper():
            initials = parts.pop()
            kept = [word for word in words_of(fold(" ".join(parts))) if word not in _NOT_A_NAME]
            return frozenset(kept), fold(initials)[:1], "".join(kept)
        return frozenset(family_words), "", "".join(family_words)
    given_words = words_of(fold(given))
    # "J A", "JA" and "J.-A." are initials, "Jane" is a name; three capitals are still initials.
    shortest = 4 if given.isupper() else 3
    names = family_words + [
        word for word in given_words if len(word) >= shortest and word not in _NOT_A_NAME and word.isalpha()
    ]
    letters = [word[0] for word in given_words if word not in _NOT_A_NAME]
    return frozenset(names), letters[0] if letters else "", "".join(family_words)
