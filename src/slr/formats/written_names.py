"""Names on their way out: so that reading them gives the same name back."""

from slr.formats.normalize.names import family_first, is_suffix, listed_names


def marked(name: str) -> str:
    """A name for formats of plain text: with EndNote's trailing comma where it would be read as another."""
    return name if family_first(name) == name and listed_names(name) == [name] else f"{name},"


def name_parts(name: str) -> tuple[str, str, str] | None:
    """(family, given, suffix) of a person, None where the name is a group's or cannot be taken apart."""
    if family_first(name) != name:
        return None
    parts = name.split(", ")
    if len(parts) == 2:
        return parts[0], parts[1], ""
    if len(parts) == 3 and is_suffix(parts[2]):
        return parts[0], parts[1], parts[2]
    return None
