"""How far a long piece of work is, on stderr where somebody watches: a bar, or a pulse with the time gone."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from slr.app.caller import T

WAIT = 0.5  # seconds until a pulse appears: what is over before needs none


class Pulse:
    """A bar without an end and the time gone, for work that has no countable steps."""

    def __init__(self, what: str) -> None:
        """Nothing is shown yet."""
        self.what = what
        self.lock = Lock()
        self.timer: Timer | None = None
        self.bar: Progress | None = None
        self.wanted = False

    def start(self) -> None:
        """Show it once the work has taken WAIT seconds."""
        self.wanted = True
        if WAIT <= 0:
            self.show()
            return
        self.timer = Timer(WAIT, self.show)
        self.timer.daemon = True
        self.timer.start()

    def show(self) -> None:
        """Show it, where it is still wanted. It never touches stdout, which may be a pipe."""
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from slr.cli.output import TALK

        with self.lock:
            if not self.wanted or self.bar is not None:
                return
            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=TALK,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self.bar.add_task(self.what, total=None)
            self.bar.start()

    def stop(self) -> None:
        """Take it away."""
        if self.timer is not None:
            self.timer.cancel()
        with self.lock:
            self.wanted = False
            if self.bar is not None:
                self.bar.stop()
                self.bar = None


_SHOWN: list[Pulse] = []  # the innermost last; only that one is on the screen


@contextmanager
def working(what: str) -> Iterator[None]:
    """While the block runs, a pulse that says `what`; a bar or pulse within takes its place meanwhile.

    The block computes and says nothing: what it printed would be drawn over.
    """
    from slr.cli.output import TALK

    if not TALK.is_terminal:
        yield
        return
    with _alone():
        pulse = Pulse(what)
        _SHOWN.append(pulse)
        pulse.start()
        try:
            yield
        finally:
            pulse.stop()
            _SHOWN.remove(pulse)


@contextmanager
def _alone() -> Iterator[None]:
    """The pulse around taken away, and shown again afterwards."""
    outer = _SHOWN[-1] if _SHOWN else None
    if outer is None:
        yield
        return
    outer.stop()
    try:
        yield
    finally:
        outer.start()


def progress_bar(what: str, items: "Iterable[T]", total: int | None = None) -> "Iterable[T]":
    """The items, counted on a progress bar where somebody watches stderr; of one item, a pulse."""
    from slr.cli.output import TALK

    if not TALK.is_terminal:
        return items
    return _pulsed(what, items) if total == 1 else _counted(what, items, total)


def _pulsed(what: str, items: "Iterable[T]") -> "Iterator[T]":
    with working(what):
        yield from items


def _counted(what: str, items: "Iterable[T]", total: int | None) -> "Iterator[T]":
    from rich.progress import track

    from slr.cli.output import TALK

    with _alone():
        yield from track(items, description=what, total=total, console=TALK, transient=True)
