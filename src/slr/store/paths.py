"""Where things are in a review folder."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from slr.model.errors import SlrError
from slr.model.words import is_identifier

PROTOCOL = "protocol.yaml"

# The rooms of the ledger whose segments lie in a folder of their own for each stage or codebook.
BY_STAGE = ("decisions", "resolutions", "rules", "stops", "assignments")
PLAIN = ("imports", "duplicates", "studies", "retrieval", "cases", "removals", "rounds", "shown", "gaps")


@dataclass(frozen=True, slots=True)
class ReviewPaths:
    """The paths of one review folder."""

    root: Path

    @property
    def protocol(self) -> Path:
        """protocol.yaml."""
        return self.root / PROTOCOL

    @property
    def codebooks(self) -> Path:
        """The review's own codebooks."""
        return self.root / "codebooks"

    @property
    def searches(self) -> Path:
        """The exports, byte for byte."""
        return self.root / "searches"

    @property
    def fulltexts(self) -> Path:
        """PDFs."""
        return self.root / "fulltexts"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.root / "ledger"

    @property
    def records(self) -> Path:
        """The record files of the ledger."""
        return self.ledger / "records"

    @property
    def output(self) -> Path:
        """What slr builds."""
        return self.root / "output"

    @property
    def cache(self) -> Path:
        """Delete at will."""
        return self.root / ".slr"

    def relative(self, path: Path) -> str:
        """A path below the root as it stands in messages and events, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def inside(self, name: str) -> Path:
        """The path that an event names; refused where it would leave the review folder."""
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or ":" in name:
            raise SlrError(
                f"{name!r} is no path inside the review folder", "the ledger may be damaged: slr check"
            )
        return self.root.joinpath(*parts)


def find_review(start: Path) -> ReviewPaths:
    """The review folder that `start` names. Raises SlrError where there is none."""
    paths = ReviewPaths(start)
    if not start.is_dir():
        raise SlrError(f"there is no folder {start}", "slr init DIR makes a review folder")
    if not paths.protocol.is_file():
        raise SlrError(
            f"{start} is no review folder: it has no {PROTOCOL}",
            "name the folder with slr -C DIR, or make one with slr init DIR",
        )
    for place in (paths.ledger, paths.searches, paths.codebooks, paths.output, paths.cache):
        stay_inside(paths, place)
        for below in sorted(place.iterdir()) if place.is_dir() else ():
            if below.is_symlink():
                stay_inside(paths, below)
    return paths


def stay_inside(paths: ReviewPaths, place: Path) -> None:
    """Refuse a link that leads out of the review folder: what slr writes there would land elsewhere.

    Full texts may lie elsewhere (they are large), so fulltexts/ is not asked about. Raises SlrError.
    """
    if not place.resolve().is_relative_to(paths.root.resolve()):
        raise SlrError(
            f"{paths.relative(place)} leads out of the review folder, through a link",
            "put a real folder or file in its place; only fulltexts/ may be a link",
        )


def refuse_kept(path: Path) -> None:
    """Refuse to write over what a review folder keeps: its protocol, an export, a file of the ledger.

    `path` is absolute, of a file that the caller named; only those that are there are asked about. Raises
    SlrError.
    """
    if not path.is_file():
        return
    place = path.resolve()
    for root in place.parents:
        kept = place.relative_to(root).parts[0] in (PROTOCOL, "searches", "ledger")
        if kept and (root / PROTOCOL).is_file():
            raise SlrError(
                f"{path} is kept by the review in {root}: it would be written over", "name another file"
            )


def segment_folder(room: str, who: str, part: str = "") -> str:
    """The folder of a segment below ledger/: room[/stage or codebook]/who. Raises SlrError on a bad name."""
    if part and not is_identifier(part):
        raise SlrError(
            f"{part!r} cannot name a folder of the ledger", "ids are a-z, 0-9 and -, at most 32 characters"
        )
    if not is_identifier(who):
        raise SlrError(f"{who!r} is no reviewer id", "ids are a-z, 0-9 and -, at most 32 characters")
    return "/".join(piece for piece in (room, part, who) if piece)
