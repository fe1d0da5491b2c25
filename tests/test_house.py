"""The floors of the house, and the one home of every library."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path("motorplan")
FLOORS = {
    0: ("frozen", "errors", "ages", "sources", "phrases", "version", "vocabulary"),
    1: ("model",),
    2: ("converting", "graph", "norms"),
    3: ("catalogue",),
    4: ("caching", "storing", "compiling", "ability", "safety"),
    5: ("planning", "checking"),
    6: ("linting", "explaining"),
    7: ("gathering", "making", "daily", "understanding", "composing", "rendering"),
    9: ("cli", "__main__", "__init__"),
}
SAME_FLOOR_APART = {"planning", "checking", "safety", "rendering"}
"""Packages of one floor that must not know each other."""

HOMES = {
    "networkx": ("graph", "compiling"),
    "cattrs": ("converting",),
    "click": ("cli",),
    "tree_sitter": ("converting",),
    "random": ("planning.solving",),
}
LEFT_OUT_OF_CHECKING = ("safety", "planning", "explaining", "linting")
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


def floor_of(name):
    top = name.split(".", maxsplit=1)[0]
    return next(floor for floor, names in FLOORS.items() if top in names)


def imports_of(path):
    """Yield every module that *path* imports, the ones for types alone left out."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_floor_and_looks_down_only(path):
    name = name_of(path)
    own = floor_of(name)
    for imported in imports_of(path):
        if not imported.startswith("motorplan"):
            continue
        other = imported.removeprefix("motorplan").lstrip(".") or "__init__"
        assert floor_of(other) <= own, f"{name} looks up to {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_library_has_one_home(path):
    name = name_of(path)
    for imported in imports_of(path):
        top = imported.split(".", maxsplit=1)[0]
        if top in HOMES:
            assert name.startswith(HOMES[top]), f"{name} imports {top}"


def test_the_second_check_shares_no_deciding_code():
    for path in (PACKAGE / "checking").glob("*.py"):
        for imported in imports_of(path):
            assert not imported.startswith(tuple(f"motorplan.{n}" for n in LEFT_OUT_OF_CHECKING))


def test_pages_look_at_the_plan_alone():
    """Rendering knows the model and the converter, nothing that decides."""
    for path in (PACKAGE / "rendering").glob("*.py"):
        for imported in imports_of(path):
            if imported.startswith("motorplan.") and "rendering" not in imported:
                assert floor_of(imported.removeprefix("motorplan.")) <= 2, imported


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_only_its_clock_tells_the_time(path):
    name = name_of(path)
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print", name
            if called.endswith((".today", ".now", ".utcnow")):
                assert name == "cli.clock", name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 450, path
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines = node.end_lineno - node.lineno + 1
            doc = ast.get_docstring(node)
            assert lines - (len(doc.splitlines()) + 2 if doc else 0) <= 72, f"{path}:{node.name}"
