"""The forms that people write, brought into the one shape of the model."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from motorplan.converting.forms import as_written, long_forms, with_days, wrong_forms
from motorplan.converting.values import Misfit, Misfits, Path, structure, unstructure
from motorplan.errors import FileProblems, Problem
from motorplan.frozen import evolve, frozen
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.groups import GroupFile, GroupPlan
from motorplan.model.plans import Plan

if TYPE_CHECKING:
    from motorplan.converting.short import Terms

T = TypeVar("T")
Judge = Callable[[Child], Iterable[Misfit]]
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60
CHILD_FORMAT, GROUP_FORMAT = "motorplan.child/1", "motorplan.group/1"
PLAN_FORMAT = "motorplan.plan/1"
PLAN_WAY = (
    "Make it anew with: motorplan plan FILE --save. In a plan by hand leave made_from out: what it"
    " does not say is filled in."
)
KINDS = {
    "children": "group",
    "grades": "activity",
    "slots": "caseload",
    "hide": "catalogue",
    "reword": "catalogue",
}
"""Key -> what a file that has it is."""


@frozen
class Document:
    """A TOML text and the name its reader knows it by."""

    text: str
    where: str

    @cached_property
    def data(self) -> dict[str, Any]:
        """
        The text as plain data.

        Raises:
            FileProblems: If it is not TOML.
        """
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            problem = _syntax_problem(self, str(error))
        except ValueError:
            problem = Problem(
                file=self.where,
                code="too-long",
                message="a number in it has too many digits.",
                remedy="Write numbers of a few digits.",
            )
        except RecursionError:
            problem = Problem(
                file=self.where,
                code="too-deep",
                message="tables and lists are nested too deeply.",
                remedy="A motorplan file needs four levels at most.",
            )
        raise FileProblems((problem,))

    def problem(self, misfit: Misfit) -> Problem:
        """Return *misfit* as a problem of this file, with its line."""
        from motorplan.converting.positions import line_of

        return Problem(
            file=self.where,
            line=line_of(self.text, misfit.path),
            key=".".join(str(part) for part in misfit.path),
            code=misfit.code,
            message=misfit.message,
            remedy=misfit.remedy,
        )

    def problems(self, misfits: "tuple[Misfit, ...]") -> FileProblems:
        """Return the error that holds all *misfits*, in order of line."""
        found = [self.problem(misfit) for misfit in misfits]
        found.sort(key=lambda p: (p.line or 0, p.key, p.message))
        return FileProblems(tuple(found))

    def built(self, data: object, kind: type[T]) -> T:
        """
        Return *data*, taken from this file, as an object of *kind*.

        Raises:
            FileProblems: With every value that does not fit.
        """
        try:
            return structure(data, kind)
        except Misfits as error:
            raise self.problems(error.misfits) from None


def kind_of(data: dict[str, Any]) -> str:
    """Return what a file is: ``group``, ``activity``, ``caseload``, ``catalogue`` or ``child``."""
    return next((kind for key, kind in KINDS.items() if key in data), "child")


def list_from(document: Document, kind: type[T]) -> dict[str, T]:
    """
    Return the objects of a file that maps ids to tables.

    Raises:
        FileProblems: With all that is wrong in it.
    """
    found, misfits = {}, []
    for key, row in document.data.items():
        try:
            found[key] = structure(_with_id(key, row), kind)
        except Misfits as error:
            misfits += [m.within(key) for m in error.misfits]
    if misfits:
        raise document.problems(tuple(misfits))
    return found


def activity_from(document: Document, stem: str, terms: "Terms | None" = None) -> Activity:
    """
    Return the activity of a file whose stem is its id.

    Args:
        document: The file.

        stem: Its name without the ending.

        terms: What a short form is read with; None reads full forms alone.

    Raises:
        FileProblems: With all that is wrong in it.
    """
    from motorplan.converting.short import is_short, long_form

    data, found = document.data, list[Misfit]()
    own = terms is not None and is_short(data)
    if terms is not None and own:
        data, found = long_form(data, terms)
    try:
        activity = structure(_with_id(stem, data), Activity)
    except Misfits as error:
        raise document.problems((*found, *error.misfits)) from None
    if found:
        raise document.problems(tuple(found))
    return evolve(activity, own=own)


def child_from(document: Document, stem: str, judge: "Judge | None" = None) -> Child:
    """
    Return the child of a file; *stem* is its id where the file names none.

    Args:
        document: The file.

        stem: Its name without the ending.

        judge: Finds what has the right shape but cannot be. It judges what fits even where
            something else does not, so that all problems are told at once.

    Raises:
        FileProblems: With every value that does not fit, by the key as it was written.
    """
    written = document.data
    if written.get("format", CHILD_FORMAT) != CHILD_FORMAT:
        raise document.problems((_other_format(written["format"], CHILD_FORMAT),))
    shorts = written.get("precautions", [])
    misfits = wrong_forms(written)
    found: list[Misfit] = []
    try:
        data = _with_id(written.get("id", stem), written)
    except Misfits as error:
        found += error.misfits
        data = {**written, "id": "child"}
    try:
        data = long_forms(data)
        child: Child | None = structure(data, Child)
    except Misfits as error:
        found += error.misfits
        child = _what_fits(data, error.misfits)
    if child is not None and judge is not None:
        found += judge(child)
    count = len(shorts) if isinstance(shorts, list) else 0
    misfits += [as_written(m, count) for m in found]
    if misfits or child is None:
        raise document.problems(tuple(misfits))
    return evolve(child, written=_written_keys(written))


def group_from(
    document: Document, stem: str, judge: Callable[[GroupFile], Iterable[Misfit]]
) -> tuple[GroupFile, tuple[str, ...]]:
    """
    Return the group of a file, and the keys that stand in it.

    Args:
        document: The file.

        stem: Its name without the ending, its id where the file names none.

        judge: Finds what has the right shape but cannot be.

    Raises:
        FileProblems: With every value that does not fit.
    """
    written = document.data
    if written.get("format", GROUP_FORMAT) != GROUP_FORMAT:
        raise document.problems((_other_format(written["format"], GROUP_FORMAT),))
    misfits = wrong_forms(written)
    try:
        group = structure(with_days(_with_id(written.get("id", stem), written)), GroupFile)
        misfits += judge(group)
    except Misfits as error:
        misfits += error.misfits
    if misfits:
        raise document.problems(tuple(as_written(m, 0) for m in misfits))
    week = (f"week.{key}" for key in written.get("week", ()))
    return group, tuple(sorted({*written, *week}))


def _what_fits(data: dict[str, Any], misfits: Iterable[Misfit]) -> Child | None:
    """Return the child of *data* without what does not fit, or None where too little is left."""
    try:
        rest = deepcopy(data)
        for misfit in misfits:
            _drop(rest, misfit.path)
        return structure(rest, Child)
    except (Misfits, RecursionError):
        return None


def _drop(data: Any, path: Path) -> None:
    """Take the key that *path* ends in out of *data*; of a list, all of it."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    for step in path[:-1]:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return
    if path and isinstance(data, dict):
        data.pop(path[-1], None)


def _written_keys(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys of a child file, those of its week and goals as ``week.adults``."""
    keys = {*data, *(f"week.{key}" for key in data.get("week", ()))}
    for goal in data["goals"]:
        keys |= {f"goals.{goal['skill']}.{key}" for key in goal}
    return tuple(sorted(keys))


def json_text(thing: object) -> str:
    """Return a model object, or data that holds some, as the JSON that is printed and kept."""
    return json.dumps(unstructure(thing), ensure_ascii=False, indent=2) + "\n"


def plan_from(data: object, where: str) -> Plan:
    """
    Return the plan of parsed JSON; keys that this version does not know are ignored.

    Raises:
        FileProblems: If it is no plan that motorplan wrote, one of a newer motorplan, or the
            plan of a group.
    """
    if isinstance(data, dict) and "children" in data and "child" not in data:
        message, way = "this is the plan of a group.", "Give the plan of one child."
        raise unplaced(where, [Misfit(("children",), "a-group-plan", message, way)])
    return _planned(data, where, Plan)


def group_plan_from(data: object, where: str) -> GroupPlan:
    """
    Return the plan of a group, of parsed JSON, as :func:`plan_from` does.

    Raises:
        FileProblems: If it is no plan that motorplan wrote, one of a newer motorplan, or the
            plan of one child.
    """
    if isinstance(data, dict) and "child" in data and "children" not in data:
        message, way = "this is the plan of one child.", "Give the plan of a group."
        raise unplaced(where, [Misfit(("child",), "a-childs-plan", message, way)])
    return _planned(data, where, GroupPlan)


def _planned(data: object, where: str, kind: type[T]) -> T:
    said = data.get("format") if isinstance(data, dict) else None
    if said != PLAN_FORMAT:
        raise unplaced(where, [_other_format(said, PLAN_FORMAT)])
    try:
        return structure(data, kind, "json")
    except Misfits as error:
        raise unplaced(where, [evolve(m, remedy=PLAN_WAY) for m in error.misfits]) from None


def unplaced(where: str, misfits: Iterable[Misfit]) -> FileProblems:
    """Return the error that holds all *misfits* of something that has no lines."""
    return FileProblems(
        tuple(
            Problem(
                file=where,
                key=".".join(map(str, m.path)),
                code=m.code,
                message=m.message,
                remedy=m.remedy,
            )
            for m in misfits
        )
    )


def _syntax_problem(document: Document, message: str) -> Problem:
    """Return what the TOML reader said; what it says of the end is said of the last line."""
    found = re.search(r"at line (\d+)", message)
    said = re.sub(r"\s*\(at .*\)$", "", message)
    return Problem(
        file=document.where,
        line=int(found[1]) if found else len(document.text.splitlines()) or 1,
        code="not-toml",
        message=f"this is not TOML: {said[:1].lower()}{said[1:]}.",
        remedy="Texts stand in quotes, dates like 2021-03-14 do not.",
    )


def _other_format(said: object, wanted: str) -> Misfit:
    """Return why a file of format *said* is not read as a *wanted* one."""
    name = wanted.rpartition("/")[0]
    if isinstance(said, str) and said.rpartition("/")[0] == name:
        message = f'this file says format "{said}"; this motorplan reads {wanted}.'
        return Misfit(("format",), "newer-format", message, "Use a newer motorplan for it.")
    kind = name.rpartition(".")[2]
    message = f'this file says format "{said}", so it is no {kind}.'
    if said is None:
        message = f"this file says no format, so it is no {kind}."
    way = f"A {kind} that motorplan wrote says: {wanted}"
    return Misfit(("format",), f"not-a-{kind}", message, way)


def is_id(word: object) -> bool:
    """Return whether *word* can be an id: small letters, digits, single hyphens, at most 60."""
    return type(word) is str and bool(ID.fullmatch(word)) and len(word) <= LONGEST_ID


def _with_id(key: object, row: object) -> Any:
    """Return *row* with its id, which has to be one."""
    if type(row) is not dict:
        way = "Write [name] above its lines."
        raise Misfits(Misfit((), "wrong-type", "this has to be a table.", way))
    if not is_id(key):
        message = f'"{key}" is no id.'
        remedy = "Ids are small letters and digits with single hyphens: big-beads."
        raise Misfits(Misfit(("id",), "not-an-id", message, remedy))
    return {**row, "id": key}
