"""What the command line says before the verb: the folder and the person."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slr.app.caller import Caller, T
    from slr.app.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The options of `slr` itself."""

    root: Path
    who: str = ""

    def caller(self, who: str = "") -> "Caller":
        """The caller with the real clock, random names and progress bars; `who` is the command's own --as."""
        from slr.app.caller import Caller

        return Caller(root=self.root, who=who or self.who, now=now, token=token, steps=progress_bar)

    def review(self) -> "Review":
        """The review in the folder. Raises SlrError where there is none."""
        from slr.app.review import open_review

        return open_review(self.root)

    def viewer(self, review: "Review") -> str:
        """Through whose eyes a command looks: --as, or the reviewer that git knows; else the team's."""
        from slr.app.review import person

        who = person(review, self.caller())
        return who if who in review.plan.reviewers else ""

    def at(self, root: Path) -> "Session":
        """The same person at another folder."""
        return replace(self, root=root)


def now() -> str:
    """The clock: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def token() -> str:
    """A name that no other run has."""
    return secrets.token_hex(6)


def progress_bar(what: str, items: "Iterable[T]", total: int | None = None) -> "Iterable[T]":
    """The items, counted on a progress bar where somebody watches stderr."""
    from slr.cli.output import TALK

    if not TALK.is_terminal:
        return items
    from rich.progress import track

    return track(items, description=what, total=total, console=TALK, transient=True)
