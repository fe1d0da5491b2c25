"""Programs of Node that tests ask for a second opinion."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ALL_TOOLS

FOLDER = Path(os.environ.get("MOTORPLAN_NPM", Path.home() / ".cache" / "motorplan-npm"))
"""Where ``npm install --prefix`` put the packages."""


def package(name):
    """Return the folder of an npm package; leave the test out where it is not there."""
    found = FOLDER / "node_modules" / name
    if shutil.which("node") is None or not found.is_dir():
        (pytest.fail if ALL_TOOLS else pytest.skip)(f"{name} is not installed")
    return found


def ask_node(name, script, content, suffix, tmp_path):
    """Return what *script* prints of *content*, with the package *name* as ``lib``."""
    path, file = package(name), tmp_path / f"asked{suffix}"
    file.write_bytes(content)
    begin = f"const lib=await import({json.dumps(_entry(path))});"
    begin += (
        f"const fs=await import('fs');const text=fs.readFileSync({json.dumps(str(file))},'utf8');"
    )
    code = tmp_path / "ask.mjs"
    code.write_text(begin + script, encoding="utf-8")
    done = subprocess.run(
        [str(shutil.which("node")), str(code)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _entry(path):
    said = json.loads((path / "package.json").read_text(encoding="utf-8"))
    module = said.get("module") or said.get("main")
    return (path / module).resolve().as_uri()
