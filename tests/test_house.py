"""The floors of the house, and the one home of every library."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path("motorplan")
FLOORS = {
    0: ("frozen", "hashing", "errors", "ages", "sources", "phrases", "version", "vocabulary"),
    1: ("model",),
    2: ("converting", "graph", "norms"),
    3: ("catalogue",),
    4: ("caching", "storing", "compiling", "installed", "naming", "ability", "safety"),
    5: ("planning", "checking", "pictures"),
    6: ("linting", "explaining"),
    7: (
        "gathering",
        "making",
        "daily",
        "grouping",
        "attending",
        "suggesting",
        "understanding",
        "composing",
        "rendering",
        "browsing",
        "coverage",
        "ways",
        "keeping",
        "noting",
        "group_noting",
        "subjects",
        "group_subjects",
        "replanning",
        "editing",
        "diffing",
        "group_diffing",
        "sketching",
        "paging",
        "printing",
    ),
    8: ("caseload", "delivering", "simulation"),
    9: ("cli", "__main__", "__init__"),
}
SAME_FLOOR = {
    "errors": {"frozen"},
    "sources": {"frozen", "vocabulary"},
    "compiling": {"caching", "storing"},
    "daily": {"making"},
    "grouping": {"keeping", "making"},
    "attending": {"daily", "group_subjects", "grouping"},
    "suggesting": {"making"},
    "making": {"keeping"},
    "subjects": {"making"},
    "replanning": {"making", "subjects"},
    "editing": {"replanning", "subjects"},
    "group_noting": {"grouping", "noting"},
    "group_diffing": {"diffing"},
    "group_subjects": {"editing", "grouping", "replanning", "subjects"},
    "sketching": {"making", "subjects"},
    "understanding": {"gathering", "grouping", "making", "sketching"},
    "browsing": {"rendering"},
    "paging": {"rendering", "ways"},
    "printing": {"paging", "rendering"},
    "__main__": {"cli"},
}
"""Which parts of a floor may know which others of it; all the rest look down only."""

HOMES = {
    "networkx": ("graph", "compiling"),
    "attrs": ("frozen",),
    "cattrs": ("converting",),
    "click": ("cli",),
    "jinja2": ("rendering.pages",),
    "distributed": ("cli",),
    "tomlkit": ("converting",),
    "typst": ("rendering.print_pdf",),
    "tree_sitter": ("converting",),
    "tree_sitter_toml": ("converting",),
    "highspy": ("planning.proving",),
    "icalendar": ("rendering.calendar_file",),
    "openpyxl": ("rendering.tables",),
    "fhir": ("delivering",),
    "random": ("planning.solving", "simulation"),
}
OPENERS = ("storing", "compiling", "caching", "converting.schemas", "installed")
OPENING = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "scandir",
    "iterdir",
    "glob",
    "rglob",
    "unlink",
    "mkdir",
    "mkstemp",
}
LEFT_OUT_OF_CHECKING = {"safety", "planning", "explaining", "linting"}
PAGES_KNOW_FLOOR = 2
LONGEST_MODULE, LONGEST_FUNCTION = 400, 45
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


def top_of(name):
    return name.split(".", maxsplit=1)[0]


def floor_of(name):
    return next(floor for floor, names in FLOORS.items() if top_of(name) in names)


def is_in(name, homes):
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def imports_of(path):
    """Yield every module that *path* imports, the ones for types alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports from where it stands"
            yield node.module


def own_imports_of(path):
    """Yield the modules of motorplan that *path* imports, named as they are here."""
    for imported in imports_of(path):
        if imported == "motorplan" or imported.startswith("motorplan."):
            yield imported.removeprefix("motorplan").lstrip(".") or "__init__"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_floor_and_looks_down_only(path):
    """Down means a lower floor; parts of one floor stay apart but for those named."""
    name = name_of(path)
    top, own = top_of(name), floor_of(name)
    for other in own_imports_of(path):
        near = top_of(other) == top or top_of(other) in SAME_FLOOR.get(top, ())
        assert near or floor_of(other) < own, f"{name} looks up or aside to {other}"


def test_nothing_is_let_in_that_does_not_come():
    """Every exception is still in use and on one floor."""
    used = {(top_of(name_of(p)), top_of(other)) for p in MODULES for other in own_imports_of(p)}
    for top, others in SAME_FLOOR.items():
        for other in others:
            assert floor_of(top) == floor_of(other)
            assert (top, other) in used, f"{top} does not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_library_has_one_home(path):
    name = name_of(path)
    for imported in imports_of(path):
        if top_of(imported) in HOMES:
            assert is_in(name, HOMES[top_of(imported)]), f"{name} imports {imported}"


def test_the_second_check_shares_no_deciding_code():
    for path in (PACKAGE / "checking").glob("*.py"):
        assert LEFT_OUT_OF_CHECKING.isdisjoint(map(top_of, own_imports_of(path))), path


def test_what_plans_and_what_decides_safety_know_no_second_check():
    for part in ("planning", "safety", "ability"):
        for path in (PACKAGE / part).glob("*.py"):
            assert "checking" not in map(top_of, own_imports_of(path)), path


def test_pages_look_at_the_plan_alone():
    """Rendering knows the model and the converter, nothing that decides."""
    for path in (PACKAGE / "rendering").glob("*.py"):
        for other in own_imports_of(path):
            assert top_of(other) == "rendering" or floor_of(other) <= PAGES_KNOW_FLOOR, other


def calls_in(path):
    """Yield the calls of *path*, each as it is written and by the last part of its name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            yield node, called, called.rpartition(".")[2]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_only_its_clock_tells_the_time(path):
    name = name_of(path)
    for _, called, _ in calls_in(path):
        assert called != "print", name
        assert is_in(name, ["cli"]) or not called.startswith(("sys.stdout", "sys.stderr")), name
        if called.endswith((".today", ".now", ".utcnow", ".time_ns", ".monotonic", "time.time")):
            assert name == "cli.clock", name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_are_opened_in_few_places(path):
    name = name_of(path)
    for node, called, last in calls_in(path):
        is_method = isinstance(node.func, ast.Attribute)
        if last in OPENING and (is_method or last == "open"):
            assert is_in(name, OPENERS), f"{name} calls {called}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path):
    """Lines of a function are counted without its docstring."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE, path
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if ast.get_docstring(node):
                lines -= node.body[0].end_lineno - node.body[0].lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{path}:{node.name} has {lines} lines"
