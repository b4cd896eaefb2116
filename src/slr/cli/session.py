"""What the command line says before the verb: the folder and the person."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from slr.cli.progress import progress_bar

if TYPE_CHECKING:
    from slr.app.caller import Caller
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

    def unblinded(self, review: "Review", *, by: str, stage: str = "", name: str = "") -> "Review":
        """The review with what blinding hid from whoever asks shown to them, which is an event."""
        from slr.app.unblind import unblind
        from slr.cli.output import plural, say

        shown = unblind(review, self.caller(), by=by, stage=stage, names=[name] if name else [])
        if not shown.reports:
            say(f"nothing of that is hidden from {shown.who}", style="hint")
            return review
        say(
            f"shown to {shown.who}: {plural(shown.events, 'event')} of others on "
            f"{plural(shown.reports, 'report')}; what {shown.who} decides on them now is not blind",
            style="done",
        )
        return self.review()

    def at(self, root: Path) -> "Session":
        """The same person at another folder."""
        return replace(self, root=root)


def now() -> str:
    """The clock: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def token() -> str:
    """A name that no other run has."""
    return secrets.token_hex(6)
