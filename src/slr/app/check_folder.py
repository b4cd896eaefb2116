"""The rules on a review folder: the visible dict, and the function that runs them."""

from collections.abc import Iterator

from slr.app.caller import Steps, quiet
from slr.app.check_codebooks import DRIFT_RULES
from slr.app.check_events import EVENT_RULES
from slr.app.check_files import FILE_RULES
from slr.app.check_history import HISTORY_RULES
from slr.app.check_output import OUTPUT_RULES
from slr.app.check_rule import Folder, FolderRule, findings_of
from slr.model.finding import Finding

_FAMILIES = (EVENT_RULES, FILE_RULES, OUTPUT_RULES, DRIFT_RULES, HISTORY_RULES)
FOLDER_RULES: dict[str, FolderRule] = {rule.words.code: rule for family in _FAMILIES for rule in family}


def check_folder(folder: Folder, steps: Steps = quiet) -> Iterator[Finding]:
    """Everything that the rules find in a folder, rule by rule."""
    for rule in steps("checking", FOLDER_RULES.values(), len(FOLDER_RULES)):
        yield from findings_of(rule, folder)
