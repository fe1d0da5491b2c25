"""Compiles the catalogue into every wheel; an editable install reads the checkout."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogue(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``motorplan/compiled/*.json`` to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile ``motorplan/data`` and ``activities`` unless the install is editable."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from motorplan.compiling import compile_catalogue

        target = root / "build" / "compiled"
        target.mkdir(parents=True, exist_ok=True)
        for name, part in compile_catalogue(root / "motorplan/data", root / "activities").items():
            path = target / f"{name}.json"
            path.write_bytes(part)
            build_data["force_include"][str(path)] = f"motorplan/compiled/{name}.json"
