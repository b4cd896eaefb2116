"""Walking a queue: every open item is reached, none twice, and sheets are asked for lazily."""

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.tui.queue_walk import Walk


def walk(done: str, presumed: int = 0) -> tuple[Walk, set[str], list[str]]:
    """A walk over items 0, 1, …; a capital D in `done` is an item that is done."""
    queue = [str(place) for place in range(len(done))]
    finished = {str(place) for place, mark in enumerate(done) if mark == "D"}
    asked: list[str] = []

    def is_done(item: str) -> bool:
        asked.append(item)
        return item in finished

    return Walk(queue, is_done, presumed), finished, asked


def test_starts_at_the_first_open_item_without_asking_for_those_before() -> None:
    way, _, asked = walk("DDD.D.", presumed=3)
    assert way.start(left=2) == "3"
    assert asked == ["3"]


def test_a_wrong_presumption_is_found_out() -> None:
    way, _, _ = walk(".DDDD", presumed=5)
    assert way.start(left=1) == "0"


def test_nothing_open_is_rest() -> None:
    way, _, _ = walk("DDD", presumed=3)
    assert way.start(left=0) is None
    assert way.here is None
    assert way.step(-1)
    assert way.here == "2"


def test_an_empty_queue_is_rest_and_has_no_steps() -> None:
    way, _, _ = walk("")
    assert way.start(left=0) is None
    assert not way.step(1)
    assert not way.step(-1)


def test_steps_stop_at_the_ends() -> None:
    way, _, _ = walk("...")
    way.start(left=3)
    assert not way.step(-1)
    assert way.step(1)
    assert way.step(1)
    assert not way.step(1)
    assert way.here == "2"


def test_going_to_an_item_by_name() -> None:
    way, _, _ = walk("...")
    assert way.go("2")
    assert way.position == 2
    assert not way.go("unknown")


@given(st.text("D.", max_size=30), st.data())
@settings(max_examples=100)
def test_every_open_item_is_reached_once(done: str, data: st.DataObject) -> None:
    presumed = data.draw(st.integers(0, len(done)))
    way, finished, _ = walk(done, presumed)
    reached = []
    item = way.start(done.count("."))
    while item is not None:
        reached.append(item)
        finished.add(item)
        way.mark(item, True)
        item = way.to_open()
        if item is None:
            item = way.start(done.count(".") - len(reached))
    assert sorted(reached) == sorted(str(place) for place, mark in enumerate(done) if mark == ".")


def test_a_new_order_moves_what_is_open_and_comes_later() -> None:
    way, _, _ = walk("..D...", presumed=0)
    way.start(left=5)
    way.mark("2", True)
    way.reorder(["5", "0", "4"])
    assert "".join(way.queue) == "052413"
    assert (way.here, way.place_of("5")) == ("0", 1)
    way.reorder([])
    assert "".join(way.queue) == "052413"


@given(st.permutations("01234567"), st.sets(st.sampled_from("01234567")), st.integers(-1, 8))
def test_a_new_order_loses_and_doubles_nothing(order: list[str], done: set[str], position: int) -> None:
    way, _, _ = walk("........")
    for name in done:
        way.mark(name, True)
    way.position = position
    way.reorder(order[:5])
    assert sorted(way.queue) == list("01234567")
    assert list(way.queue[: position + 1]) == list("01234567"[: position + 1])
    assert all(way.queue[int(name)] == name for name in done)
