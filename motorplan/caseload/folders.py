"""The plans of a folder of child and group files, kept where they are wanted."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import Literal

from motorplan.caseload.crew import Crew
from motorplan.caseload.tasks import Planned, Task
from motorplan.catalogue import Catalogue
from motorplan.converting.files import Document, json_text, kind_of
from motorplan.errors import FileProblems, MotorplanError, Problem, Unforeseen
from motorplan.frozen import frozen
from motorplan.gathering import HEAD, Tell, load_catalogue, with_catalogues_of
from motorplan.grouping import is_group_up_to_date, load_group, load_group_plan
from motorplan.making import (
    is_up_to_date,
    load_child,
    load_plan,
    must_be_weeks,
    place_of_plan,
    save_plan,
)
from motorplan.model.answers import PlannedFile, PlannedState, Spot
from motorplan.model.groups import Group, GroupPlan
from motorplan.model.plans import Plan
from motorplan.rendering.groups import group_plan_text
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text
from motorplan.storing.files import make_folder, read_text, toml_files, write_whole

Style = Literal["text", "json"]
ENDINGS: dict[Style, str] = {"text": ".txt", "json": ".json"}
STATES: dict[int, PlannedState] = {1: "wrong", 3: "no-plan", 70: "refused"}
"""Exit code of an error -> what it means for its file; every other stops it."""

READ = frozenset({"child", "group"})
"""Kinds of file that are planned for; what is of another kind is left out."""


def plan_folder(
    folder: str | Path,
    *,
    start: date,
    weeks: int = 4,
    executor: Executor | None = None,
    extra: Iterable[str | Path] = (),
    save: bool = False,
    output: str | Path | None = None,
    style: Style = "text",
    again: bool = False,
    on: date | None = None,
    tell: Tell | None = None,
) -> Generator[PlannedFile, None, None]:
    """
    Yield what becomes of each child or group file in *folder*, by name, whatever does the work.

    A plan that lies beside its file, or as JSON in *output*, and is of the same file, logs,
    catalogue, days and version is not made again: a run that was stopped goes on where it
    was. Every file is read and written here; workers get a child or group and give a plan.

    Args:
        folder: Where the files are; its subfolders are left alone.

        start: The first day.

        weeks: 1 to 26.

        executor: As for :func:`make_plans`.

        extra: Folders of own activities for all children.

        save: Whether each plan is kept beside its file, as the plan in force.

        output: A folder into which every plan is written; it is made. None writes none.

        style: What is written there.

        again: Whether plans that are there already are made anew.

        on: The day dates in the files are judged on; None takes *start*.

        tell: Takes what is to be said of journals and installed catalogues; None warns.

    Raises:
        FileProblems: If there are no files in *folder*, or the folders cannot be used.

        WrongUse: If there cannot be so many *weeks*.
    """
    files = files_to_plan(folder)
    shelf = _Catalogues(tuple(map(Path, extra)), tell)
    must_be_weeks(weeks, shelf.usual)
    if output is not None:
        make_folder(Path(output))
    keeper = _Keeper(save, None if output is None else Path(output), style, again, tell)
    run = _Run(shelf, keeper, start, weeks, on or start)
    return run.planned(files, Crew(executor))


def files_to_plan(folder: str | Path) -> list[Path]:
    """
    Return the files of *folder* that :func:`plan_folder` looks at, by name.

    Raises:
        FileProblems: If there are none.
    """
    found = toml_files(Path(folder))
    if not found:
        says, way = "there is no TOML file in this folder.", "Make one with: motorplan new FILE"
        empty = Problem(file=str(folder), code="empty-folder", message=says, remedy=way)
        raise FileProblems((empty,))
    return found


class _Catalogues:
    """The catalogues of files; those that name the same folders share one."""

    def __init__(self, extra: tuple[Path, ...], tell: Tell | None) -> None:
        self._extra = extra
        self._plain = load_catalogue(tell=tell)
        self.usual = load_catalogue(extra=extra, tell=_say_nothing) if extra else self._plain
        self._known: dict[tuple[str, ...], Catalogue] = {}

    def of(self, file: Path) -> Catalogue:
        """Return the one that *file* is read with, as ``plan`` would read it."""
        if with_catalogues_of(file, self._plain) is self._plain:
            return self.usual
        catalogue = load_catalogue(child=file, extra=self._extra, tell=_say_nothing)
        return self._known.setdefault((catalogue.fingerprint, *catalogue.folders), catalogue)


def _say_nothing(_: str) -> None:
    """Leave out what was told already."""


@frozen
class _Keeper:
    """Where plans are kept."""

    save: bool
    output: Path | None
    style: Style
    again: bool
    tell: Tell | None

    def there(self, task: Task, file: Path) -> tuple[Plan | GroupPlan, Path] | None:
        """Return the plan that *task* would make if it is kept already, and where."""
        written = self._written_place(file)
        places = [place_of_plan(file), *([written] if written and self.style == "json" else [])]
        for place in places if not self.again else ():
            if not place.exists():
                continue
            plan = _up_to_date(place, task)
            if plan is not None:
                return plan, place
        return None

    def keep(
        self, plan: Plan | GroupPlan, task: Task, file: Path, there: Path | None
    ) -> list[Path]:
        """Write *plan* where it is wanted, and is not yet; return the files that were written."""
        places = []
        if self.save and there != place_of_plan(file):
            places.append(save_plan(plan, file, tell=self.tell))
        written = self._written_place(file)
        if written is not None and there != written:
            write_whole(written, self._text(plan, task.catalogue))
            places.append(written)
        return places

    def _written_place(self, file: Path) -> Path | None:
        return self.output and self.output / f"{file.stem}{ENDINGS[self.style]}"

    def _text(self, plan: Plan | GroupPlan, catalogue: Catalogue) -> str:
        if self.style == "json":
            return json_text(plan)
        paper = Paper(phrases=catalogue.phrases)
        return plan_text(plan, paper) if isinstance(plan, Plan) else group_plan_text(plan, paper)


def _up_to_date(place: Path, task: Task) -> Plan | GroupPlan | None:
    """Return the plan at *place* if it is the one that *task* would make."""
    of, catalogue, start, weeks = task.of, task.catalogue, task.start, task.weeks
    try:
        if isinstance(of, Group):
            shared = load_group_plan(place)
            holds = is_group_up_to_date(shared, of, catalogue, start=start, weeks=weeks)
            return shared if holds else None
        plan = load_plan(place)
    except FileProblems:
        return None
    return plan if is_up_to_date(plan, of, catalogue, start=start, weeks=weeks) else None


@frozen
class _Begun:
    """A file on its way: its task, and the plan that was kept of it; or its kind if left out."""

    file: Path
    task: Task | None = None
    there: tuple[Plan | GroupPlan, Path] | None = None
    other_kind: str = ""


@frozen
class _Run:
    """One run over the files of a folder."""

    shelf: _Catalogues
    keeper: _Keeper
    start: date
    weeks: int
    on: date

    def planned(self, files: Iterable[Path], crew: Crew) -> Generator[PlannedFile, None, None]:
        begun: deque[_Begun] = deque()
        for planned in crew.planned(self._tasks(files, begun)):
            yield self._finished(begun.popleft(), planned)

    def _tasks(self, files: Iterable[Path], begun: deque[_Begun]) -> Iterator[Task | Planned]:
        """Yield what is to be done for each file, or what is known of it; note it in *begun*."""
        for file in files:
            known = Planned(id=file.stem)
            try:
                begun.append(self._begun(file))
            except Exception as error:  # noqa: BLE001 - one file stops no other
                begun.append(_Begun(file))
                yield Planned(id=file.stem, error=_known_of(error))
                continue
            one = begun[-1]
            yield one.task if one.task and not one.there else known

    def _begun(self, file: Path) -> _Begun:
        kind = HEAD if file.stem == HEAD else kind_of(Document(read_text(file), str(file)).data)
        if kind not in READ:
            return _Begun(file, other_kind=kind)
        catalogue = self.shelf.of(file)
        load = load_group if kind == "group" else load_child
        of = load(file, catalogue, on=self.on, tell=self.keeper.tell)
        task = Task(of=of, catalogue=catalogue, start=self.start, weeks=self.weeks)
        return _Begun(file, task, self.keeper.there(task, file))

    def _finished(self, begun: _Begun, planned: Planned) -> PlannedFile:
        file, error, plan = begun.file, planned.error, planned.plan
        if begun.other_kind:
            return PlannedFile(file=str(file), state="skipped", why=begun.other_kind)
        kept, place = begun.there or (plan, None)
        if kept is None or begun.task is None:
            return _without_plan(file, error or Unforeseen("no answer"))
        try:
            places = self.keeper.keep(kept, begun.task, file, place)
        except Exception as problem:  # noqa: BLE001 - one file stops no other
            return _without_plan(file, _known_of(problem))
        state: PlannedState = "there" if begun.there else "planned"
        written = tuple(map(str, places))
        return PlannedFile(file=str(file), state=state, plan=kept.id, written=written)


def _known_of(error: Exception) -> MotorplanError:
    return error if isinstance(error, MotorplanError) else Unforeseen.of(error)


def _without_plan(file: Path, error: MotorplanError) -> PlannedFile:
    """Return why *file* has no plan, without a word of what stands in it."""
    state: PlannedState = STATES.get(error.exit_code, "stopped")
    spots: tuple[Spot, ...] = ()
    why = ""
    if isinstance(error, FileProblems):
        spots = tuple(Spot(problem.code, problem.line) for problem in error.problems)
    elif isinstance(error, Unforeseen):
        state, why = "stopped", error.place
    elif state == "stopped":
        why = str(error)
    return PlannedFile(file=str(file), state=state, exit_code=error.exit_code, wrong=spots, why=why)
