"""A build hook of hatchling: what every record of a tagged export passes through, compiled by mypyc.

Off unless HATCH_BUILD_HOOKS_ENABLE=1 is set (docs/formats.md says what for). It works on a copy: a compiled
module left beside its source would be imported in its stead, and later changes of the source have no effect.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULES = ["draft", "log", "nbib", "pieces", "ris", "ris_fields", "ris_lines", "tagged"]
SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup

types = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
setup(name="compiled", packages=[], ext_modules=mypycify([*types, *sys.argv[3:]]), script_args=sys.argv[1:3])
"""


class CompiledReaders(BuildHookInterface[Any]):
    """Puts the compiled modules beside their sources; the wheel is then one for this kind of machine."""

    _copy = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable installation stays plain Python."""
        if version == "editable":
            return
        self._copy = tempfile.mkdtemp()
        shutil.copytree(Path(self.root) / "src" / "slr", Path(self._copy) / "slr")
        formats = Path("slr/formats")
        modules = [formats / f"{name}.py" for name in MODULES]
        normalizing = sorted((Path(self._copy) / formats / "normalize").glob("[!_]*.py"))
        modules += [formats / "normalize" / path.name for path in normalizing]
        command = [sys.executable, "-c", SETUP, "build_ext", "--inplace", *map(str, modules)]
        subprocess.run(command, cwd=self._copy, check=True)
        made = [path for kind in ("*.so", "*.pyd") for path in Path(self._copy).rglob(kind)]
        inside = Path(self._copy) / "build"
        for path in made:
            if inside not in path.parents:
                build_data["force_include"][str(path)] = str(path.relative_to(self._copy))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the copy away."""
        if self._copy:
            shutil.rmtree(self._copy)
