"""What broken YAML means, in words that help: a visible table from the parser's message to ours."""

import re

import yaml
from yaml.reader import ReaderError

# (what the parser said, what we say, what to do about it); the first that matches counts. PyYAML 6's words.
TROUBLES: tuple[tuple[str, str, str], ...] = (
    (
        r"found character '\\t'",
        "A tab where spaces are expected.",
        "Indent with spaces only.",
    ),
    (
        r"found character '(?P<c>[@`%])'",
        "Text without quotes cannot start with `{c}`.",
        "Put it in quotes.",
    ),
    (
        r"mapping values are not allowed here",
        "A colon where no key is expected.",
        'Text that holds ": " needs quotes, as in title: "Health: a review"; or the indentation is off.',
    ),
    (
        r"while scanning a simple key.*could not find expected ':'",
        "A line without the colon that makes it a key.",
        "Write `key: value`, with a space after the colon; longer text goes below `key: |`, indented.",
    ),
    (
        r"while scanning a quoted scalar.*found unexpected end of stream",
        "A quotation mark that is never closed.",
        "Close it; a quotation mark inside quoted text is doubled ('') or written \\\".",
    ),
    (
        r"while scanning a quoted scalar.*found unexpected document separator",
        "A quotation mark that is not closed before the end of the document.",
        "Close it.",
    ),
    (
        r"while scanning a double-quoted scalar",
        "A backslash in double quotes that stands for nothing.",
        "Use single quotes, or double the backslash.",
    ),
    (
        r"while parsing a flow (sequence|mapping)",
        "A bracket that is not closed, or a comma missing inside brackets.",
        "Text with [ ] { } , or ? inside brackets needs quotes; search strings go below `query: |`.",
    ),
    (
        r"while parsing a block mapping.*expected <block end>, but found",
        "A line that does not fit its surroundings.",
        "Keys of one thing start in the same column; a search string is best written below `query: |`.",
    ),
    (
        r"while parsing a block collection.*expected <block end>, but found",
        "A line that does not fit the list that it stands in.",
        "Every item of a list starts with `- ` in the same column.",
    ),
    (
        r"while scanning an? (alias|anchor)",
        "Text without quotes cannot start with * or &.",
        "Put it in quotes.",
    ),
    (
        r"while scanning a block scalar",
        "Text below `|` or `>` that is not indented as it should be.",
        "Indent every line of it by two spaces more than its key.",
    ),
    (
        r"sequence entries are not allowed here",
        "A list item where no list is expected.",
        "Put the list on lines of its own below its key, each item starting with `- `.",
    ),
)


def describe(trouble: yaml.YAMLError, text: str) -> tuple[str, str, int | None, int | None]:
    """The parser's trouble as (message, hint, line, column), both from 1."""
    if isinstance(trouble, ReaderError):
        return _character(trouble, text)
    if not isinstance(trouble, yaml.MarkedYAMLError):
        return "The YAML cannot be read.", str(trouble), None, None
    said = " ".join(filter(None, (trouble.context, trouble.problem)))
    mark = trouble.problem_mark or trouble.context_mark
    if trouble.context_mark is not None and re.search("quoted scalar|simple key", trouble.context or ""):
        mark = trouble.context_mark  # where the quotation mark or the key began, not where reading gave up
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    if mark and "expected <block end>" in said and (found := _open_quote(text, mark.index)):
        return ("A quotation mark that is never closed, or closed much later.", "Close it.", *found)
    for pattern, message, hint in TROUBLES:
        if match := re.search(pattern, said, re.DOTALL):
            return message.format(**match.groupdict()), hint, line, column
    return f"The YAML cannot be read: {said}.", "", line, column


def _open_quote(text: str, end: int) -> tuple[int, int] | None:
    """Where quoted text begins that goes on to where reading gave up, over more lines than one; else None.

    A value that begins with a quotation mark and has no other on its line took in what follows it.
    """
    lines = text[:end].split("\n")
    for row, line in enumerate(lines[:-1]):
        value = re.match(r"\s*(?:- )?[\w-]+:\s+(?=\")|\s*- (?=\")", line)
        if value and line.count('"') % 2:
            return row + 1, value.end() + 1
    return None


def _character(trouble: ReaderError, text: str) -> tuple[str, str, int | None, int | None]:
    position = trouble.position
    before = text[:position]
    line = before.count("\n") + 1
    column = position - (before.rfind("\n") + 1) + 1
    code = trouble.character if isinstance(trouble.character, int) else ord(str(trouble.character)[:1])
    return (
        f"The control character U+{code:04X} cannot stand in YAML.",
        "Delete it; it often comes with text pasted from a PDF.",
        line,
        column,
    )
