"""docs/screening.md against the code: every key of the screen, and the preferences that it shows."""

import re
from pathlib import Path

from slr.tui.key_bar import key_name
from slr.tui.keys import default_keys
from slr.tui.preferences_file import read_preferences

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "screening.md").read_text(encoding="utf-8")


def test_every_command_and_its_keys_are_listed() -> None:
    told = {
        command: (tuple(re.findall(r"`([^`]+)`", keys)), meaning.split(";")[0])
        for command, keys, meaning in re.findall(
            r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE
        )
    }
    bound = {
        command: (tuple(key_name(key) for key in keys), meaning.split(";")[0])
        for command, (keys, meaning) in default_keys().items()
        if not re.fullmatch(r"reason-[2-9]", command)
    }
    assert told == bound


def test_the_preferences_it_shows_are_read_without_a_finding() -> None:
    (shown,) = re.findall(r"^```yaml preferences\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    preferences, findings = read_preferences(shown)
    assert findings == []
    assert (preferences.theme, preferences.break_minutes, preferences.criteria) == ("light", 30, "full")
    assert preferences.keys["exclude"] == "n,delete"
