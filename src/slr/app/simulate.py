"""`slr simulate`: replay a finished screening and say how much work the order would have saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.formats.registry import read_export
from slr.model.errors import SlrError
from slr.model.reading import Entry
from slr.screening.recall_plot import PlotKind, draw_recall
from slr.screening.simulate import Simulation, choose_priors, simulate
from slr.screening.simulate_stops import StopOutcome, stop_outcomes
from slr.screening.text_features import Text, read_texts
from slr.store.disk import read_bytes

YES, NO = (
    ("1", "1.0", "yes", "true", "included", "include"),
    ("0", "0.0", "no", "false", "excluded", "exclude", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A replay and the ids of its reports, in the file's order."""

    ids: tuple[str, ...]
    simulation: Simulation
    stops: tuple[StopOutcome, ...]  # where each stopping rule would have stopped it

    @property
    def order(self) -> tuple[str, ...]:
        """The ids in the order of screening, priors first."""
        return tuple(self.ids[row] for row in self.simulation.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """Which reports are known before the replay: named ones, else so many of each drawn with a seed."""

    named: Sequence[str] = ()
    included: int = 1
    excluded: int = 1
    seed: int = 1


def replay(file: Path, label: str, priors: Priors) -> Replay:
    """Replay the screening in a table with a column `label`. Raises SlrError where it has none."""
    reading = read_export(read_bytes(file), file=file.name)
    entries = [entry for entry in reading.entries if entry.record is not None]
    if not entries or not any(name == label for name, _ in entries[0].raw):
        names = ", ".join(dict.fromkeys(name for entry in entries[:1] for name, _ in entry.raw))
        raise SlrError(f"{file.name} has no column {label}", f"its columns: {names}", file=str(file), line=1)
    ids = tuple(dict(entry.raw).get("id", "") or str(entry.position) for entry in entries)
    labels = [label_of(entry, label, file) for entry in entries]
    corpus = read_texts([text_of(name, entry) for name, entry in zip(ids, entries, strict=True)])
    chosen = rows_of(ids, labels, priors)
    done = simulate(corpus, labels, priors=chosen)
    return Replay(ids=ids, simulation=done, stops=stop_outcomes(done))


def plot_kind(path: Path) -> PlotKind:
    """What a drawing is to be, by the ending of its name. Raises SlrError for another ending."""
    kinds: dict[str, PlotKind] = {".svg": "svg", ".png": "png", ".pdf": "pdf"}
    if path.suffix.lower() not in kinds:
        raise SlrError(f"{path.name} is no name for a drawing", "end it in .svg, .png or .pdf")
    return kinds[path.suffix.lower()]


def drawing(done: Replay, kind: PlotKind) -> bytes:
    """The recall curve of a replay, with where the stopping rules would have stopped it."""
    return draw_recall(done.simulation, done.stops, kind=kind)


def rows_of(ids: Sequence[str], labels: Sequence[bool], priors: Priors) -> tuple[int, ...]:
    """The rows of the priors. Raises SlrError where a named one does not exist."""
    if not priors.named:
        return choose_priors(labels, included=priors.included, excluded=priors.excluded, seed=priors.seed)
    place = {name: row for row, name in enumerate(ids)}
    unknown = [name for name in priors.named if name not in place]
    if unknown:
        raise SlrError(f"there is no report {unknown[0]} to start from", "--prior-id takes ids of the file")
    return tuple(place[name] for name in priors.named)


def label_of(entry: Entry, label: str, file: Path) -> bool:
    """An entry's label. Raises SlrError where it is neither yes nor no."""
    text = dict(entry.raw).get(label, "").strip().casefold()
    if text not in (*YES, *NO):
        raise SlrError(
            f"{text!r} is no label", "1 and 0, or yes and no", file=str(file), line=entry.span.line
        )
    return text in YES


def text_of(name: str, entry: Entry) -> Text:
    """What the ranking reads of an entry."""
    assert entry.record is not None
    record = entry.record
    return Text(id=name, title=record.title, abstract=record.abstract, keywords=record.keywords)
