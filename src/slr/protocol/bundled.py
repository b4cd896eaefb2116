"""What slr brings along: protocols, codebooks, example reviews; from the wheel or a source checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from slr.model.errors import SlrError


def bundled_protocols() -> dict[str, str]:
    """The bundled protocols: name to YAML text, by name."""
    return _texts(_shipped("protocols"))


def bundled_codebooks() -> dict[str, str]:
    """The bundled codebooks: id to YAML text, by id."""
    return _texts(files("slr.codebooks"))


def bundled_examples() -> tuple[str, ...]:
    """The names of the bundled example reviews."""
    folder = _shipped("examples")
    if not folder.is_dir():
        return ()
    return tuple(sorted(child.name for child in folder.iterdir() if child.is_dir()))


def example_folder(name: str) -> Traversable:
    """The folder of a bundled example review. Raises SlrError where there is none of this name."""
    known = bundled_examples()
    if name not in known:
        hint = f"Bundled are: {', '.join(known)}." if known else "This installation holds no examples."
        raise SlrError(f"There is no bundled example named `{name}`.", hint)
    return _shipped("examples").joinpath(name)


def _shipped(what: str) -> Traversable:
    """In a wheel below slr/_shipped; in a source checkout (an editable install) beside src/."""
    package = files("slr")
    shipped = package.joinpath("_shipped", what)
    if shipped.is_dir() or not isinstance(package, Path):
        return shipped
    return package.parent.parent / what


def _texts(folder: Traversable) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    found = sorted((child.name, child) for child in folder.iterdir() if child.name.endswith(".yaml"))
    return {name.removesuffix(".yaml"): child.read_text(encoding="utf-8") for name, child in found}
