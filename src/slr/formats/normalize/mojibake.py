"""Text that was decoded wrongly before it was exported (`MÃ¼ller` for `Müller`), repaired."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from slr.formats.normalize.names import family_first
from slr.formats.normalize.text import clean, clean_journal, clean_title
from slr.model.record import Record

# What UTF-8 looks like after it was read as Windows-1252 or Latin-1: a lead byte's letter, then a sign that
# hardly ever follows it in real text.
_LEADS = "\u00c2\u00c3\u00c4\u00c5\u00c8\u00c9\u00ca\u00cb\u00ce\u00cf\u00d0\u00d1\u00e2\u00e3\u00ef"
LEAD = re.compile(f"[{_LEADS}]")
SUSPECT = re.compile(f"[{_LEADS}][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")


def is_suspect(record: Record) -> bool:
    """Whether some text of a record looks as if it had been decoded wrongly; cheap."""
    if (
        record.title.isascii()
        and record.abstract.isascii()
        and record.journal.isascii()
        and record.publisher.isascii()
        and "".join(record.authors).isascii()
        and "".join(record.keywords).isascii()
    ):
        return False
    text = f"{record.title}{record.abstract}{record.journal}{record.publisher}"
    text = f"{text}{''.join(record.authors)}{''.join(record.keywords)}"
    return any(lead in text for lead in _LEADS) and bool(SUSPECT.search(text))


def mend_record(record: Record) -> tuple[Record, list[str]]:
    """The record with wrongly decoded letters repaired as ftfy judges, and the columns that changed."""
    changes: dict[str, object] = {
        "title": _until_stable(record.title, lambda text: clean_title(text)[0]),
        "abstract": _until_stable(record.abstract, clean),
        "journal": _until_stable(record.journal, clean_journal),
        "publisher": _until_stable(record.publisher, clean),
        "authors": tuple(_until_stable(name, _same_name) for name in record.authors),
        "keywords": tuple(_until_stable(word, clean) for word in record.keywords),
    }
    changes = {name: value for name, value in changes.items() if value != getattr(record, name)}
    return replace(record, **changes), list(changes)


def _until_stable(text: str, normalize: Callable[[str], str]) -> str:
    # Repaired text may look wrong once more (exports are decoded wrongly twice, too).
    for _ in range(4):
        if text.isascii() or not SUSPECT.search(text):
            break
        from ftfy import fix_encoding

        better = normalize(fix_encoding(text))
        if better == text:
            break
        text = better
    return text


def _same_name(text: str) -> str:
    return family_first(text if ", " in text else f"{text},")
