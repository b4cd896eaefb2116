"""Tags: words that a reviewer puts on a report, kept in its note as #word, so that they go where it goes."""

import re
from collections.abc import Iterable

TAG = re.compile(r"(?<!\S)#([\w-]+)")


def tags_of(note: str) -> tuple[str, ...]:
    """The tags in a note, in their order, each once, without the number sign."""
    return tuple(dict.fromkeys(TAG.findall(note)))


def with_tags(note: str, tags: Iterable[str]) -> str:
    """The note with these tags in place of those it had, at its end."""
    words = " ".join(TAG.sub("", note).split())
    clean = (re.sub(r"[^\w-]", "", tag) for tag in tags)
    marks = " ".join(f"#{tag}" for tag in dict.fromkeys(clean) if tag)
    return f"{words} {marks}".strip()
