"""The cache of full texts as they were read, in .slr/texts/. Delete it at any time."""

import json
import os
from pathlib import Path

from slr.model.text import TextPage
from slr.store.paths import ReviewPaths

VERSION = 1  # of how texts are read: another one makes the cache read anew


def text_place(paths: ReviewPaths, sha256: str) -> Path:
    """Where the text of a file with this hash is kept."""
    return paths.cache / "texts" / f"{sha256}-{VERSION}.json"


def kept_text(place: Path) -> tuple[tuple[TextPage, ...], str] | None:
    """Pages and trouble of a text read before; None where there is none, or it is damaged."""
    try:
        value = json.loads(place.read_bytes())
        return pages_from(value["pages"]), str(value["trouble"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def pages_from(value: object) -> tuple[TextPage, ...]:
    """Pages from their JSON. Raises TypeError or ValueError where it is none."""
    if not isinstance(value, list):
        raise TypeError("no list of pages")
    return tuple(TextPage(str(label), tuple(map(str, lines))) for label, lines in value)


def keep_text(place: Path, data: bytes) -> None:
    """Keep what was read, at once or not at all; a cache that cannot be written is no trouble."""
    aside = place.with_suffix(f".{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(place)
    except OSError:
        return
