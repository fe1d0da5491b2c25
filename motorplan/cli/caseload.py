"""``caseload``: a folder of children."""

import os
import sys
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motorplan.cli import ask_for_report
from motorplan.cli.clock import today
from motorplan.cli.options import (
    Day,
    catalogue_option,
    format_option,
    paper,
    say,
    show,
    show_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor

    from motorplan.model.answers import PlannedFile, PlannedFolder

WORST_FIRST = (70, 2, 1, 3, 0)
"""Of the answers for single files, the one that is the answer for all."""

SECONDS_TO_ANSWER = 10


@click.group()
def caseload() -> None:
    """Plan for all the children of a folder."""


@caseload.command("plan")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--weeks", default=4, show_default=True, help="How many weeks.")
@click.option("--start", type=Day(), help="First day; else the next Monday, or today if it is one.")
@click.option("--save", is_flag=True, help="Keep each plan beside its file as the plan in force.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FOLDER", help="Write each plan into it."
)
@click.option("--again", is_flag=True, help="Make anew what is there already from the same.")
@click.option("--workers", type=click.IntRange(1, 512), help="How many at once; else one a core.")
@click.option("--cluster", metavar="tcp://HOST:PORT", help="Plan on the workers of a Dask cluster.")
@catalogue_option
@format_option
def plan_caseload(
    folder: Path,
    start: date | None,
    workers: int | None,
    cluster: str | None,
    folders: tuple[Path, ...],
    style: str,
    **wanted: Any,
) -> None:
    """
    Make the plan of every child or group file in FOLDER, as `plan` does for one.

    Writes nothing of a child unless --save or --output is given. A run that was stopped goes on
    where it was. --format is for the plans in --output, and for what is told here.
    """
    from motorplan.caseload.folders import files_to_plan, plan_folder
    from motorplan.making import next_monday
    from motorplan.model.answers import PlannedFolder

    if workers and cluster:
        msg = "--workers is for this machine; a cluster has its own"
        raise click.UsageError(msg)
    on, count = start or today(), len(files_to_plan(folder))
    wanted |= {"start": start or next_monday(on), "style": style}
    with _executor(min(workers or _cores(), count), cluster) as executor:
        run = plan_folder(folder, executor=executor, extra=folders, on=on, tell=say, **wanted)
        with closing(run):
            files = tuple(_told(run, count))
    days = {"start": wanted["start"], "weeks": wanted["weeks"]}
    answer = PlannedFolder(folder=str(folder), files=files, **days)
    if style == "json":
        show_json(answer)
    else:
        _show_text(answer, wanted["save"], wanted["output"])
    _leave(files)


def _show_text(answer: "PlannedFolder", save: object, output: Path | None) -> None:
    """Print what became of the files, and where the plans are."""
    from motorplan.compiling import built_in_catalogue
    from motorplan.rendering.caseloads import caseload_text

    catalogue = built_in_catalogue()
    notes = ["again"] if any(one.state == "there" for one in answer.files) else []
    notes += ["saved"] if save else []
    notes += ["output"] if output else []
    notes += [] if save or output else ["nowhere"]
    told = [catalogue.phrases.say(f"caseload.{note}", folder=output) for note in notes]
    show(caseload_text(answer, paper(catalogue), told))


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _executor(workers: int, cluster: str | None) -> "Iterator[Executor]":
    """Give what does the work, and end it: processes here, or the workers of a cluster."""
    import gc

    gc.enable()
    if cluster:
        with _on_cluster(cluster) as executor:
            yield executor
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_begin_worker) as pool:
        yield pool


def _begin_worker() -> None:
    """Leave it to the command itself to answer when somebody stops it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _on_cluster(address: str) -> "Iterator[Executor]":
    """Give the executor of a Dask cluster; its own log is kept quiet, as it tells of tasks."""
    from motorplan.errors import WrongUse

    try:
        from distributed import Client
    except ModuleNotFoundError:
        msg = "--cluster needs an extra"
        raise WrongUse(msg, "install it with: pip install 'motorplan[cluster]'") from None
    from logging import CRITICAL, getLogger

    getLogger("distributed").setLevel(CRITICAL)
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError):
        msg = f"no cluster answers at {address}"
        raise WrongUse(msg, "start one with: dask scheduler") from None
    with client, client.get_executor() as executor:
        yield executor


def _told(run: "Iterable[PlannedFile]", count: int) -> "Iterator[PlannedFile]":
    """Yield what *run* yields and say on stderr how far it is: one line, or one a file."""
    is_screen = sys.stderr is not None and sys.stderr.isatty()
    for number, one in enumerate(run, start=1):
        words = f"{number} of {count}: {Path(one.file).name} {one.state}"
        click.echo(f"\r\x1b[K{words}" if is_screen else words, err=True, nl=not is_screen)
        yield one
    if is_screen:
        click.echo("\r\x1b[K", err=True, nl=False)


def _leave(files: "tuple[PlannedFile, ...]") -> None:
    """Leave with the worst of what `plan` would have answered for each file."""
    codes = {one.exit_code for one in files}
    if any(one.state in {"refused", "stopped"} for one in files):
        ask_for_report()
    worst = next((code for code in WORST_FIRST if code in codes), 0)
    if worst:
        raise click.exceptions.Exit(worst)
