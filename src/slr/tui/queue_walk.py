"""Where a person is in a queue: one step on, one back, on to the next that is still open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Walk:
    """A position in a queue of ids, from 0; one past the last is the place to rest when all is done.

    Which items are done is asked for one at a time (`is_done`), as they are reached: a queue of 100,000
    opens at once. Until asked, the first `presumed` items are taken for done and the others for open,
    which is the order a desk promises.
    """

    queue: Sequence[str]
    is_done: Callable[[str], bool]
    presumed: int = 0
    position: int = 0
    _done: bytearray = field(init=False)
    _places: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out what is presumed."""
        presumed = min(max(self.presumed, 0), len(self.queue))
        self._done = bytearray(b"\1" * presumed + b"\0" * (len(self.queue) - presumed))

    @property
    def here(self) -> str | None:
        """The item at the position, None at rest."""
        return self.queue[self.position] if self.position < len(self.queue) else None

    def place_of(self, item: str) -> int | None:
        """Where an item stands in the queue, None if it does not."""
        if not self._places:
            self._places = {name: place for place, name in enumerate(self.queue)}
        return self._places.get(item)

    def reorder(self, order: Sequence[str]) -> None:
        """Let the open items that come after the position come in this order; the others keep their places.

        Items that the order lacks come after those that it has.
        """
        places = [n for n in range(self.position + 1, len(self.queue)) if not self._done[n]]
        waiting = dict.fromkeys(self.queue[n] for n in places)
        named = dict.fromkeys(name for name in order if name in waiting)
        items = list(self.queue)
        for place, name in zip(places, named | waiting, strict=True):
            items[place] = name
        self.queue = items
        self._places = {}

    def mark(self, item: str, done: bool) -> None:
        """Note that an item is done, or open again."""
        if self.here == item:  # the common case, without a look at all of a long queue
            self._done[self.position] = done
        elif (place := self.place_of(item)) is not None:
            self._done[place] = done

    def go(self, item: str) -> bool:
        """Move to an item; False where the queue does not hold it."""
        place = self.place_of(item)
        if place is None:
            return False
        self.position = place
        return True

    def step(self, by: int) -> bool:
        """Move by some items, as far as the first or last; False where that is no move."""
        if not self.queue:
            return False
        before = self.position
        self.position = min(max(self.position + by, 0), len(self.queue) - 1)
        return self.position != before

    def to_open(self) -> str | None:
        """Move to the next open item after this one, from the start again after the last, else to rest."""
        for place in self._open_places(self.position + 1):
            item = self.queue[place]
            if self.is_done(item):
                self._done[place] = True
                continue
            self.position = place
            return item
        self.position = len(self.queue)
        return None

    def start(self, left: int) -> str | None:
        """Move to the first open item; where the desk says that some are `left`, believe it, and look."""
        self.position = -1
        if self.to_open() is None and left > 0:
            self.forget()
            self.position = -1
            return self.to_open()
        return self.here

    def forget(self) -> None:
        """Take every item for open until asked."""
        self._done = bytearray(len(self.queue))

    def _open_places(self, start: int) -> Iterator[int]:
        """The places not marked done, from `start` to the end, then from the beginning up to it."""
        for low, high in ((max(start, 0), len(self._done)), (0, min(start, len(self._done)))):
            place = self._done.find(0, low, high)
            while place >= 0:
                yield place
                place = self._done.find(0, place + 1, high)
