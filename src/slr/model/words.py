"""The closed vocabularies: every string that may stand in a ledger, a protocol or a message."""

import re
from enum import StrEnum

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")

# Windows refuses these as file names, with any ending; a review folder must work there too.
DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)
RESERVED = frozenset(["auto"])


class Severity(StrEnum):
    """How bad a finding is: an error sets exit code 1, a warning only under --strict."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class SearchKind(StrEnum):
    """What was searched; databases and registers share the first column of the PRISMA 2020 flow."""

    DATABASE = "database"
    REGISTER = "register"
    WEBSITE = "website"
    ORGANISATION = "organisation"
    CITATION = "citation"
    OTHER = "other"

    @property
    def first_column(self) -> bool:
        """Whether records of this kind go down the databases-and-registers column."""
        return self in (SearchKind.DATABASE, SearchKind.REGISTER)


class Verdict(StrEnum):
    """What one reviewer says of one report at one stage; the last two only at the last stage."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    UNSURE = "unsure"
    AWAITING = "awaiting"
    ONGOING = "ongoing"

    __hash__ = str.__hash__  # as quick as a text's: a large review looks them up by the hundred thousand


class Outcome(StrEnum):
    """What the team's decisions on one report at one stage add up to."""

    PENDING = "pending"
    CONFLICT = "conflict"
    INCLUDED = "included"
    EXCLUDED = "excluded"
    AWAITING = "awaiting"
    ONGOING = "ongoing"
    AUTOMATED = "automated"  # settled by a rule or a declared stop, never by a person

    __hash__ = str.__hash__  # as quick as a text's

    @property
    def settled(self) -> bool:
        """Whether nobody needs to do anything more about it."""
        return self not in (Outcome.PENDING, Outcome.CONFLICT)


class Scheme(StrEnum):
    """How many people a stage asks for each report."""

    INDEPENDENT = "independent"
    SAMPLE = "sample"
    LIBERAL = "liberal"


class Assign(StrEnum):
    """Who gets which report: whoever comes first, a drawn share each, or the first person all of them."""

    ANYONE = "anyone"
    SHARES = "shares"
    LEAD = "lead"


class Resolving(StrEnum):
    """Who may settle a conflict: anyone, those who decided, one who did not, or named people."""

    ANYONE = "anyone"
    CONSENSUS = "consensus"
    THIRD = "third"
    NAMED = "named"


class Judgment(StrEnum):
    """What a reviewer says of one criterion, as it is worded: it holds, it does not, or one cannot tell."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Unsure(StrEnum):
    """What an unsure decision does: counts as an include, or is a conflict."""

    ADVANCES = "advances"
    CONFLICT = "conflict"


class Retrieval(StrEnum):
    """Where a report's full text stands; a status the team shares, no decision."""

    SOUGHT = "sought"
    REQUESTED = "requested"
    RETRIEVED = "retrieved"
    NOT_RETRIEVED = "not-retrieved"


def is_identifier(text: str) -> bool:
    """Whether text may name a reviewer, search, stage or criterion (lower case; see `Ids` in the design)."""
    return bool(IDENTIFIER.fullmatch(text)) and text not in DEVICE_NAMES and text not in RESERVED
