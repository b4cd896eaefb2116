"""BibTeX and BibLaTeX; bibtexparser takes the blocks apart, so that a broken one costs only itself."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from slr.formats.bibtex_fields import draft_of
from slr.formats.bibtex_scan import end_of_value, scan_entry
from slr.formats.bibtex_types import TYPES
from slr.formats.log import ENTRY_LIMIT, ReadingLog
from slr.formats.words import words
from slr.model.reading import Reading

VERSION = 3

_BLOCK = re.compile(r"\n[ \t\0\ufeff]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]")
_SAME_LINE = re.compile(r"[})][ \t]*(?=@[A-Za-z]+[ \t]*[{(][^,{}()\s\"]*,)")
_NO_ENTRIES = frozenset(["string", "comment", "preamble"])
_CONTAINERS = frozenset(["xdata", "set"])  # of fields or of entries; nobody cites them
_WEB_OF_SCIENCE = re.compile(r"(?:WOS|ISI|MEDLINE|BIOSIS|CABI|CCC|INSPEC|KJD|RSCI|SCIELO|ZOOREC):\w{6,25}\Z")
_RUN_ON = re.compile(r"\s+([A-Za-z][\w:.+-]*)[ \t]*=[ \t]*(?=[\"{\w])")
_NOT_INHERITED = frozenset(
    words(
        "author abstract keywords doi crossref xdata pages note shorttitle url eprint eprinttype "
        "archiveprefix pmid ids entryset"
    )
)
_QUICK_OPENING = re.compile(r"\s*@([A-Za-z]+)\{\s*([^\s,{}()\"=#%]+)\s*")
_QUICK_FIELD = re.compile(r",[ \t]*\n[ \t]*([A-Za-z][A-Za-z0-9_:.+-]*)[ \t]*=")
_WORD = re.compile(r"\d+|[A-Za-z][A-Za-z-]*")
_REMARK = re.compile(r"\s*%[^\n]*\n?")  # behind a field, to the end of the line
_BRACE = re.compile(r"[{}]")
_ENTRY_TYPE = re.compile(r"@[ \t]*(\w+)")
_LOOSE_FIELD = re.compile(r"(?:\n|,)[ \t]*([A-Za-z][\w-]*)[ \t]*=")
PARENTS = 30  # entries that one inherits from, theirs included; nobody writes more
MONTHS = dict(zip(words("jan feb mar apr may jun jul aug sep oct nov dec"), range(1, 13), strict=True))


@dataclass(slots=True)
class Block:
    """One block of the file: kind (entry type, string, comment, preamble, broken), its place, its fields."""

    kind: str
    start: int
    end: int
    key: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)  # values still in their braces or quotes
    problem: str = ""
    lacking: list[str] = field(default_factory=list)  # fields behind which a comma is missing


def read_bibtex(data: bytes, file: str) -> Reading:
    """Read BibTeX or BibLaTeX: one entry for each @block but strings, comments and preambles."""
    log = ReadingLog(data, file, "bibtex", VERSION)
    blocks = list(_blocks(log.text))
    strings = {
        key.lower(): value for block in blocks if block.kind == "string" for key, value in block.fields
    }
    by_key: dict[str, Block] = {}
    for block in blocks:
        if block.key:
            by_key.setdefault(block.key.lower(), block)
    seen: set[str] = set()
    for block in blocks:
        log.structure(block.start)
        if block.kind in _NO_ENTRIES or block.kind in _CONTAINERS:
            log.structure(block.end)
        else:
            _add_entry(block, strings, by_key, seen, log)
    return log.reading()


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of a file in order; what lies between them is comment."""
    body = "\n" + text
    starts = [match.start() for match in _BLOCK.finditer(body)]
    for start, limit in pairwise([*starts, len(text)]):
        offset = start
        for piece in _pieces(text[start:limit]):
            quick = _parse_quickly(piece, offset)
            yield from [quick] if quick else _parse(piece, offset)
            offset += len(piece)


def _pieces(chunk: str) -> Iterator[str]:
    """The blocks of a chunk that begins with one: files without line ends put several on a line."""
    done = counted = depth = 0
    for match in _SAME_LINE.finditer(chunk):
        depth += chunk.count("{", counted, match.end()) - chunk.count("}", counted, match.end())
        counted = match.end()
        if depth == 0:
            yield chunk[done : match.end()]
            done = match.end()
    yield chunk[done:]


def _parse_quickly(piece: str, offset: int) -> Block | None:
    """The block of an entry as reference managers write it, each field on lines of its own; None for others.

    It takes an eighth of the time of bibtexparser, which reads all others.
    """
    whole = piece.rstrip()
    parts = _QUICK_FIELD.split(whole)
    opening = _QUICK_OPENING.fullmatch(parts[0])
    if not opening or whole[-1] != "}" or len(parts) < 3 or opening[1].lower() in _NO_ENTRIES:
        return None
    parts[-1] = parts[-1][:-1].rstrip().removesuffix(",")
    fields = []
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        value = value.strip()
        if not (_is_in_braces(value) or _WORD.fullmatch(value)):
            return None
        fields.append((name, value))
    if len({name for name, _ in fields}) < len(fields):
        return None
    start = offset + len(piece) - len(piece.lstrip())
    return Block(opening[1].lower(), start, offset + len(whole), opening[2], fields)


def _is_in_braces(value: str) -> bool:
    """Whether one pair of braces holds the whole value; with escaped braces, bibtexparser shall judge."""
    if value[:1] != "{" or value[-1:] != "}" or "\\{" in value or "\\}" in value:
        return False
    inner = value[1:-1]
    if "{" not in inner:
        return "}" not in inner
    depth = 0
    for brace in _BRACE.findall(inner):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _parse(piece: str, offset: int) -> Iterator[Block]:
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would warn of is a finding here
    if len(piece) > ENTRY_LIMIT:
        yield Block("broken", offset, offset + len(piece), problem="it is larger than any record")
        return
    if ('{"' in piece or '"}' in piece) and (scanned := scan_entry(piece)) and scanned[0] not in _NO_ENTRIES:
        kind, key, fields, length = scanned
        start = offset + len(piece) - len(piece.lstrip())
        yield Block(kind, start, offset + length, key, fields)
        return
    for parsed in Splitter(piece).split().blocks:
        raw = parsed.raw or ""
        at = piece.find(raw)
        if piece[piece.rfind("\n", 0, max(at, 0)) + 1 : max(at, 0)].lstrip().startswith("%"):
            continue  # BibTeX knows no such comments, but people write them
        start = offset + max(at, 0)
        end = start + len(raw)
        entry = parsed.ignore_error_block if isinstance(parsed, model.DuplicateFieldKeyBlock) else parsed
        if isinstance(entry, model.Entry):
            found = Block(entry.entry_type.lower(), start, end, str(entry.key).strip())
            for item in entry.fields:
                _add_field(found, str(item.key), str(item.value))
            yield found
        elif isinstance(parsed, model.String):
            yield Block("string", start, end, fields=[(parsed.key, str(parsed.value))])
        elif isinstance(parsed, model.Preamble):
            yield Block("preamble", start, end)
        elif isinstance(parsed, model.ParsingFailedBlock):
            kind = "comment" if raw.lower().startswith(("@comment", "@preamble", "@string")) else "broken"
            reason = str(getattr(parsed.error, "abort_reason", "")).split(".")[0].strip()
            fields = _loose_fields(piece)
            name = _ENTRY_TYPE.search(piece)
            if kind == "broken" and any(field.lower() == "title" for field, _ in fields) and name:
                kind = name[1].lower()
            yield Block(kind, start, offset + len(piece), "", fields, " ".join(reason.split()))
            return  # what follows inside this piece belongs to the broken block


def _add_field(block: Block, name: str, value: str) -> None:
    """A field, and those that a missing comma left in its value."""
    if "%" in name:
        name = _REMARK.sub("", name).strip()
    while (end := end_of_value(value)) and (following := _RUN_ON.match(value, end)):
        block.fields.append((name, value[:end]))
        block.lacking.append(name)
        name, value = following[1], value[following.end() :]
    if "%" in value and end and _REMARK.fullmatch(value, end):
        value = value[:end]
    block.fields.append((name, value))


def _loose_fields(piece: str) -> list[tuple[str, str]]:
    """The fields of a broken entry as far as they can be told: each from its `name =` up to the next."""
    parts = _LOOSE_FIELD.split(piece)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [(name, value.strip(" \n,}").strip('{}" \n')) for name, value in pairs]


def _add_entry(
    block: Block,
    strings: Mapping[str, str],
    by_key: Mapping[str, Block],
    seen: set[str],
    log: ReadingLog,
) -> None:
    if log.too_large(block.end):
        return
    raw = (("type", block.kind), ("key", block.key), *((name, unwrap(value)) for name, value in block.fields))
    if block.kind == "broken" or not block.fields:
        reason = block.problem or "it has no fields"
        log.refuse(block.end, raw if block.fields else (), f"A BibTeX entry was refused: {reason}.")
        return
    if block.problem:
        log.trouble("I109", f"A BibTeX entry is broken: {block.problem}.")
    for name in block.lacking:
        log.trouble("I109", f"A comma is missing after the field {name}.")
    if block.key and block.key.lower() in seen:
        log.trouble("I302", f"The key {block.key} is used twice.")
    seen.add(block.key.lower())
    undefined: set[str] = set()
    values = {
        name.lower(): value if block.problem else resolve(value, strings, undefined)
        for name, value in block.fields
    }
    for name in sorted(undefined):
        log.trouble("I303", f"The string {name} is not defined.")
    if _WEB_OF_SCIENCE.match(block.key):
        values.setdefault("unique-id", block.key)
    if "crossref" in values or "xdata" in values:
        parents: list[str] = []
        for key in _inherit(block.kind, values, by_key, strings, (block.key.lower(),), parents):
            log.trouble("I304", f"The cross-reference {key} leads nowhere.")
        if len(parents) == PARENTS:
            log.trouble("I304", f"Cross-references were followed through {PARENTS} entries, and no further.")
    log.record(block.end, raw, draft_of(block.kind, values))


def _inherit(
    kind: str,
    values: dict[str, str],
    by_key: Mapping[str, Block],
    strings: Mapping[str, str],
    path: tuple[str, ...],
    parents: list[str],
) -> list[str]:
    """Fill what data containers and cross-referenced parents give, and theirs; the keys that lead nowhere.

    A parent's title is the book's; what says how to find the parent itself is not handed down. `path` leads
    from the entry here, `parents` are all that were followed for it: a file may refer on and on.
    """
    nowhere = []
    keys = [("xdata", key) for key in values.get("xdata", "").split(",")]
    for relation, key in [*keys, ("crossref", values.get("crossref", ""))]:
        key = key.strip()
        if not key or key.lower() in path:
            continue
        parent = by_key.get(key.lower())
        if parent is None:
            nowhere.append(key)
            continue
        if len(parents) == PARENTS:
            break
        parents.append(key)
        given = {name.lower(): resolve(value, strings, set()) for name, value in parent.fields}
        own = given.keys() | set()
        _inherit(parent.kind, given, by_key, strings, (*path, key.lower()), parents)
        if relation == "crossref":
            given = _handed_down(kind, given, own, is_dated="year" in values or "date" in values)
        for name, value in given.items():
            values.setdefault(name, value)
    return nowhere


def _handed_down(kind: str, given: Mapping[str, str], own: set[str], *, is_dated: bool) -> dict[str, str]:
    """What a child has of a parent; `own` are the fields that the parent had by itself."""
    handed = {
        name: value
        for name, value in given.items()
        if name not in _NOT_INHERITED and not (is_dated and name in ("year", "date"))
    }
    is_version = TYPES.get(kind) == "software"  # or a module of what has the title
    if "author" in given and (is_version or kind in ("inbook", "bookinbook", "suppbook")):
        handed["author"] = given["author"]
    if is_version:
        return handed
    for name in ("title", "subtitle"):
        if value := handed.pop(name, ""):
            handed[f"book{name}"] = handed[f"book{name}"] if f"book{name}" in own else value
    return handed


def resolve(value: str, strings: Mapping[str, str], undefined: set[str]) -> str:
    """A field's value with strings put in and parts joined (`jan # " 3"`), without its delimiters."""
    value = value.strip()
    if value.startswith("{") and value.endswith("}") and ("#" not in value or len(_parts(value)) == 1):
        return unwrap(value)
    return "".join(_part(part, strings, undefined) for part in _parts(value))


def _parts(value: str) -> list[str]:
    """The parts of a value around each # that stands outside braces and quotes."""
    parts, depth, quoted, start, before = [], 0, False, 0, ""
    for place, char in enumerate(value):
        before, escaped = char, before == "\\"
        if escaped and char in "{}#":
            continue
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == '"' and not depth:
            quoted = not quoted
        elif char == "#" and not depth and not quoted:
            parts.append(value[start:place])
            start = place + 1
    return [*parts, value[start:]]


def _part(part: str, strings: Mapping[str, str], undefined: set[str]) -> str:
    part = part.strip()
    if part.startswith(("{", '"')) or not part or part[0].isdigit():
        return unwrap(part)
    name = part.lower()
    if name in strings:
        return unwrap(strings[name])
    if name[:3] in MONTHS:
        return name
    if re.fullmatch(r"[A-Za-z][\w:.+/-]*", part):
        undefined.add(part)
    return part


def unwrap(value: str) -> str:
    """A value without the braces or quotes around the whole of it."""
    value = value.strip()
    if len(value) > 1 and (value[0], value[-1]) in (("{", "}"), ('"', '"')):
        value = value[1:-1]
    return value.replace(" \n", "\n")
