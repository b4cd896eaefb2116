"""Mending what is safe to mend: edits of the text's own spans, so that comments and layout stay."""

from collections.abc import Collection
from dataclasses import dataclass

from slr.model.finding import Finding
from slr.protocol.checks import check_protocol
from slr.protocol.load import protocol_hash, read_protocol
from slr.protocol.yaml import Scalar

# Rules that can be mended without a person, and what is done. A query is never touched: it is what was run.
FIXABLE: dict[str, str] = {"P008": "puts quotes around the word"}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with what was mended in it; `left` are the findings that a person has to mend."""

    text: str
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix_protocol(text: str, *, file: str = "protocol.yaml", codebooks: Collection[str] = ()) -> Fixed:
    """Mend what is safe: an edit stays only if the protocol's hash is the same with it.

    Nothing is mended in a protocol that cannot be used. Findings that are silenced are left alone.
    """
    findings = check_protocol(text, file=file, codebooks=codebooks)
    source = read_protocol(text, file=file)
    if source.protocol is None:
        return Fixed(text, (), tuple(findings))
    meaning = protocol_hash(source.protocol)
    at = {(scalar.line, scalar.column): scalar for scalar in source.marks.scalars.values()}
    mended: list[Finding] = []
    for finding in reversed(findings):  # from the end, so that no edit moves the place of one still to come
        scalar = at.get((finding.line or 0, finding.column or 0))
        if finding.code in FIXABLE and scalar is not None:
            tried = _quote(text, scalar)
            protocol = read_protocol(tried, file=file).protocol
            if tried != text and protocol is not None and protocol_hash(protocol) == meaning:
                text = tried
                mended.append(finding)
    return Fixed(text, tuple(reversed(mended)), tuple(f for f in findings if f not in mended))


def _quote(text: str, scalar: Scalar) -> str:
    """The text with quotes around a plain scalar; unchanged where it does not stand there as it was read."""
    lines = text.split("\n")
    line, start = lines[scalar.line - 1], scalar.column - 1
    end = start + len(scalar.text)
    if scalar.plain and line[start:end] == scalar.text:
        lines[scalar.line - 1] = f'{line[:start]}"{scalar.text}"{line[end:]}'
    return "\n".join(lines)
