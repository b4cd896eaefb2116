"""What an author list says for the comparison: names as sets of words without order or initials."""

from dataclasses import dataclass
from functools import lru_cache

from slr.dedup.title import fold, words_of

# Longer lists are cut by databases at different places; the first names decide.
_AUTHORS_READ = 16

_NOT_A_NAME_TEXT = (
    "jr sr ii iii iv 2nd 3rd van von der den ter ten de la le les du di da das dos do del della el "
    "al bin ibn et and md phd dr prof mr mrs st saint the of for group anonymous anon unknown"
)
_NOT_A_NAME = frozenset(_NOT_A_NAME_TEXT.split())
_COLLECTIVE_TEXT = (
    "group study trial trialists investigators consortium committee collaboration collaborators network "
    "society association team panel registry project inc ltd gmbh university institute ministry organization"
)
_COLLECTIVE = frozenset(_COLLECTIVE_TEXT.split())


@dataclass(frozen=True, slots=True)
class Name:
    """One name: all its words, those of the family name, the given name's initial, and every first letter."""

    words: frozenset[str]
    family: tuple[str, ...]
    initial: str
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Authors:
    """An author list, read: the first author, the words of all names, those of family names."""

    first: Name
    everyone: frozenset[str]
    surnames: frozenset[str]
    families: str

    @property
    def key(self) -> str:
        """A word that stands for the first author in keys: the longest of the family name."""
        words = self.first.family or tuple(self.first.words)
        return max(words, key=lambda word: (len(word), word), default="")


NOBODY = Authors(Name(frozenset(), (), "", frozenset()), frozenset(), frozenset(), "")


def read_authors(authors: tuple[str, ...]) -> Authors:
    """An author list ("Family, Given" each) as sets of words.

    Groups are left out: one database names the group where another names its writers.
    """
    names = [name for name in map(_read_name, authors[:_AUTHORS_READ]) if name.words]
    if not names:
        return NOBODY
    return Authors(
        names[0],
        frozenset().union(*(name.words for name in names)),
        frozenset().union(*(name.family for name in names)),
        "".join("".join(name.family) for name in names[:6]),
    )


@lru_cache(maxsize=200_000)
def _read_name(author: str) -> Name:
    family, comma, given = author.partition(",")
    if not comma:
        # "Smith JA": initials in capitals at the end; of "John Smith" and group names every word counts.
        parts = family.replace(".", " ").split()
        if len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= 3 and not parts[0].isupper():
            family, given = " ".join(parts[:-1]), parts[-1]
    if not _COLLECTIVE.isdisjoint(words_of(fold(author))):
        return Name(frozenset(), (), "", frozenset())
    family_words = tuple(word for word in words_of(fold(family)) if len(word) > 1 and word not in _NOT_A_NAME)
    given_words = [word for word in words_of(fold(given)) if word not in _NOT_A_NAME]
    # "J A", "JA" and "J.-A." are initials, "Jane" is a name; three capitals are still initials.
    shortest = 4 if given.isupper() else 3
    words = frozenset(family_words).union(w for w in given_words if len(w) >= shortest and w.isalpha())
    letters = frozenset(word[0] for word in (*family_words, *given_words))
    return Name(words, family_words, given_words[0][0] if given_words else "", letters)
