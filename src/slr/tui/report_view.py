"""Shows one report: title, authors, source, abstract in sections, facts. All of its text is untrusted."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from slr.model.record import Record
from slr.model.untrusted import one_line, printable
from slr.tui.frame import WIDE
from slr.tui.report_text import (
    NO_ABSTRACT,
    Section,
    authors_of,
    facts_of,
    is_part,
    sections,
    source_of,
    title_of,
)
from slr.tui.session import View

Marker = Callable[[str], Content]


def plain_marker(text: str) -> Content:
    """No highlighting."""
    return Content(text)


class ReportText(Static):
    """The text of a report. That it grew is no reason to lay out or paint again: laying out showed that."""

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class ReportView(VerticalScroll, can_focus=False):
    """The report on show; scrolls by keys that the app binds."""

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)  # as its text
    # The scroll bar stands always: one that came and went would lay the screen out three times a key.
    DEFAULT_CSS = """
    ReportView {
        width: 1fr; height: 1fr; padding: 0 1; overflow-y: scroll; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-color: $foreground 40%;
    }
    ReportView > Static { max-width: 100; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield ReportText(markup=False)

    def show_report(self, view: View, note: str = "", mark: Marker = plain_marker) -> None:
        """Show a report from its top."""
        self._show(report_content(view, note, mark, dense=self._dense))

    def show_records(self, records: Sequence[Record]) -> None:
        """Show the records of a study's reports, one after another, from the top."""
        views = [View(record.id, record) for record in records]
        contents = [report_content(view, "", plain_marker, dense=self._dense) for view in views]
        self._show(Content(f"\n\n{'─' * 40}\n\n").join(contents))

    def show_words(self, title: str, *lines: str) -> None:
        """Show a few calm words in place of a report."""
        parts = [Content(""), Content.styled(title, "bold"), Content(""), *(Content(line) for line in lines)]
        self._show(Content("\n").join(parts))

    def repaint_report(self, view: View, note: str, mark: Marker) -> None:
        """Show the same report again, where the person was reading."""
        self.query_one(Static).update(report_content(view, note, mark, dense=self._dense))

    @property
    def _dense(self) -> bool:
        """Whether rows are dear: then a section starts in its heading's line."""
        return self.app.size.width < WIDE or self.app.size.height < 40

    def _show(self, content: Content) -> None:
        self.query_one(Static).update(content)
        self.scroll_home(animate=False, immediate=True)

    def scroll_lines(self, by: int) -> None:
        """Some lines down, or up."""
        self.scroll_relative(y=by, animate=False, immediate=True)

    def scroll_pages(self, by: int) -> None:
        """A page down or up, less one line to keep the place."""
        self.scroll_lines(by * max(self.size.height - 1, 1))


def report_content(view: View, note: str, mark: Marker, *, dense: bool) -> Content:
    """The whole text of a report; dense for small screens."""
    record = view.record
    head = [mark(title_of(record)).stylize("bold")]
    if authors := authors_of(record):
        head.append(Content(authors))
    if source := source_of(record):
        head.append(Content.styled(source, "$foreground-muted"))
    parts = [_section(part, mark, dense) for part in sections(record.abstract)]
    body = Content("\n" if dense else "\n\n").join(parts)
    facts = [_fact(name, value, mark) for name, value in facts_of(record, view.sources)]
    facts += [_fact(f"{one_line(o.reviewer)}’s note", o.note, plain_marker) for o in view.others if o.note]
    if note:
        facts.append(_fact("Your note", note, plain_marker))
    blocks = [
        Content("\n").join(head),
        body or Content.styled("" if is_part(record) else NO_ABSTRACT, "italic $foreground-muted"),
        Content("\n").join(facts),
    ]
    return Content("\n\n").join(block for block in blocks if block)


def _section(section: Section, mark: Marker, dense: bool) -> Content:
    if not section.heading:
        return mark(section.text)
    between = "  " if dense else "\n"
    return Content.assemble((section.heading.upper(), "bold $primary"), between, mark(section.text))


def _fact(name: str, value: str, mark: Marker) -> Content:
    shown = mark(value) if name == "Keywords" else Content(printable(value))
    return Content.assemble((f"{name}: ", "bold $foreground-muted"), shown)
