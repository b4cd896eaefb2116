"""Versions of a review: what was included before this one, in earlier rounds or elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from slr.flow.boxes import box
from slr.model.flow import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An earlier version of the review made elsewhere: ids that stand for what it included."""

    studies: tuple[str, ...]
    reports: tuple[str, ...] | None = None  # None where only the studies are known


@dataclass(frozen=True, slots=True)
class Version:
    """The reports and studies that a version of the review included."""

    reports: Sequence[str]
    studies: Sequence[str]


def previous_boxes(elsewhere: Elsewhere | None, earlier: Version, new: Version) -> list[Box]:
    """What the version before included, made elsewhere or in earlier rounds, and the two together.

    Reports are left out where a version made elsewhere gives its studies alone: unknown is not zero.
    """
    studies = [*(elsewhere.studies if elsewhere else ()), *earlier.studies]
    boxes = [
        box("previous-studies", "previous", "studies", studies),
        box("total-studies", "all", "studies", [*studies, *new.studies]),
    ]
    if elsewhere is None or elsewhere.reports is not None:
        reports = [*((elsewhere.reports or ()) if elsewhere else ()), *earlier.reports]
        boxes += [
            box("previous-reports", "previous", "reports", reports),
            box("total-reports", "all", "reports", [*reports, *new.reports]),
        ]
    return boxes
