"""A person's own file of preferences, config.yaml: where it is, and what it says.

theme: light              # dark, light
break: 45                 # minutes until a break is proposed, or off
criteria: full            # lines, full, hidden
keys:                     # of screening and resolving; slr screen --keys lists the commands
  include: y
  undo: [backspace, z]
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.yaml import Marks, load_yaml
from slr.tui.keys import default_keys, key_of
from slr.tui.preferences import Preferences

THEMES = ("dark", "light")
CRITERIA = ("lines", "full", "hidden")
NAMES = ("theme", "break", "criteria", "keys")
LONGEST_BREAK = 24 * 60  # minutes


def preferences_path(environment: Mapping[str, str], home: Path) -> Path:
    """The file: $SLR_CONFIG, else slr/config.yaml where the system keeps a person's settings."""
    if named := environment.get("SLR_CONFIG"):
        return Path(named)
    if sys.platform == "win32":
        base = environment.get("APPDATA") or str(home / "AppData" / "Roaming")
    else:
        base = environment.get("XDG_CONFIG_HOME") or str(home / ".config")
    return Path(base) / "slr" / "config.yaml"


def own_preferences() -> tuple[Preferences, list[Finding], Path]:
    """This person's preferences, what is wrong with the file, and where it is (it need not exist)."""
    path = preferences_path(os.environ, Path.home())
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Preferences(), [], path
    except (OSError, UnicodeDecodeError) as error:
        told = Finding(
            code="U001", severity=Severity.WARNING, message=f"cannot be read: {error}", file=str(path)
        )
        return Preferences(trouble=f"{path.name}: {told.message}"), [told], path
    preferences, findings = read_preferences(text, file=str(path))
    return preferences, findings, path


def read_preferences(text: str, *, file: str = "config.yaml") -> tuple[Preferences, list[Finding]]:
    """Preferences from YAML. What cannot be is a finding, and is as if it were not there."""
    value, marks, findings = load_yaml(text, file)
    reader = Reader(file, marks, list(findings))
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        reader.tell((), "this is no table of settings", "write one a line, such as theme: light")
        value = {}
    for name in value:
        if name not in NAMES:
            reader.tell((name,), f"there is no setting {name}", nearest(str(name), NAMES))
    keys = value.get("keys")
    if keys is not None and not isinstance(keys, Mapping):
        reader.tell(("keys",), "keys is no table", "write one command a line, such as include: y")
    preferences = Preferences(
        theme=reader.one_of("theme", value.get("theme"), THEMES, "dark"),
        break_minutes=reader.minutes(value.get("break", 45)),
        criteria=reader.one_of("criteria", value.get("criteria"), CRITERIA, "lines"),
        keys=reader.keys(keys) if isinstance(keys, Mapping) else {},
        trouble=trouble(reader.findings, file),
    )
    return preferences, reader.findings


def trouble(findings: list[Finding], file: str) -> str:
    """One sentence on all that is wrong; empty where nothing is."""
    if not findings:
        return ""
    first = findings[0]
    place = f"{Path(file).name}:{first.line}" if first.line else Path(file).name
    more = f" ({len(findings) - 1} more: slr screen --keys)" if len(findings) > 1 else ""
    hint = f"; {first.hint}" if first.hint else ""
    return f"{place}: {first.message}{hint}{more}"


def nearest(name: str, known: "tuple[str, ...] | list[str]") -> str:
    """A hint that names the nearest known word, or all of them."""
    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else f"one of: {', '.join(known)}"


@dataclass(slots=True)
class Reader:
    """Reads values and collects what is wrong with them."""

    file: str
    marks: Marks
    findings: list[Finding] = field(default_factory=list)

    def tell(self, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        """Collect a finding at a place."""
        line, column = self.marks.keys.get(path) or self.marks.values.get(path) or (None, None)
        self.findings.append(
            Finding(
                code="U001",
                severity=Severity.WARNING,
                message=message,
                hint=hint,
                file=self.file,
                line=line,
                column=column,
            )
        )

    def one_of(self, name: str, value: Any, known: tuple[str, ...], default: str) -> Any:
        """One of some words."""
        if value is None:
            return default
        if value not in known:
            self.tell((name,), f"{name} cannot be {value}", nearest(str(value), known))
            return default
        return value

    def minutes(self, value: Any) -> float | None:
        """Minutes, or None for off."""
        if value in ("off", False):
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= LONGEST_BREAK:
            return float(value)
        self.tell(("break",), f"break cannot be {value}", "give minutes, such as 45, or off")
        return 45

    def keys(self, table: Mapping[Any, Any]) -> dict[str, str]:
        """The person's keys by command; a key of two commands is the first one's."""
        known = default_keys()
        chosen: dict[str, str] = {}
        owner: dict[str, str] = {}
        for command, value in table.items():
            if command not in known:
                self.tell(
                    ("keys", command), f"there is no command {command}", nearest(str(command), [*known])
                )
                continue
            keys = []
            for written in value if isinstance(value, list) else [value]:
                key = key_of(str(written)) if isinstance(written, str | int) else None
                if key is None:
                    self.tell(("keys", command), f"there is no key {written}", "such as y, space or f5")
                elif key in owner:
                    self.tell(
                        ("keys", command),
                        f"{written} is the key of {owner[key]} already",
                        f"choose another one for {command}",
                    )
                else:
                    owner[key] = command
                    keys.append(key)
            if keys:
                chosen[command] = ",".join(keys)
        self.bereft(chosen, owner, known)
        return chosen

    def bereft(
        self, chosen: dict[str, str], owner: dict[str, str], known: Mapping[str, tuple[tuple[str, ...], str]]
    ) -> None:
        """Tell of commands whose every key is another's now."""
        for command, (keys, _) in known.items():
            if command not in chosen and all(key in owner for key in keys):
                by = owner[keys[0]]
                self.tell(("keys", by), f"{command} has no key any more: {by} took it", "give it one too")
