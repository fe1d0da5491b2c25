"""Many children: the same plans whatever does the work, and nobody stops anybody else."""

import json
import os
import pickle
import stat
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context, get_start_method
from pathlib import Path

import attrs
import pytest
from worlds import START, child, small

import motorplan.caseload.crew as crew_module
from motorplan.caseload import tasks
from motorplan.caseload.crew import AHEAD
from motorplan.caseload.folders import plan_folder
from motorplan.caseload.plans import make_plans
from motorplan.cli import run
from motorplan.converting.files import json_text
from motorplan.errors import FileProblems, NoPlan, Unforeseen, WrongUse
from motorplan.making import load_plan, make_plan
from motorplan.model.children import Precaution

PRIVATE = "ketogenic at the table"
DAY = "2026-11-30"


def otter(number, **said):
    """Return the child of that number; the same number is the same child."""
    born = date(2021, 1 + number % 12, 14)
    return child(id=f"child-{number}", born=born, **said)


def some():
    """Return children with and without a plan, among them one that cannot be."""
    nothing = attrs.evolve(otter(3), avoid=tuple(small().activities))
    unborn = attrs.evolve(otter(4), born=date(2027, 1, 1))
    ill = otter(5, precautions=(Precaution(id="epilepsy", now="controlled"),))
    return [otter(0), nothing, otter(1), unborn, ill, otter(2)]


def answers(found):
    """Return what became of each child as it would be read: bytes, or the error in words."""
    return [(p.id, json_text(p.plan) if p.plan else repr(p.error)) for p in found]


@pytest.fixture(scope="module")
def here():
    """What becomes of them in this process, and without anything of many children."""
    found = answers(make_plans(some(), small(), start=START, weeks=1))
    assert found[0][1] == json_text(make_plan(otter(0), small(), start=START, weeks=1))
    return found


@contextmanager
def dask_workers(count):
    """Give the address of a cluster of so many workers on this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@contextmanager
def dask_executor():
    from distributed import Client

    with dask_workers(2) as address, Client(address) as client:
        yield client.get_executor()


ENGINES: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(3),
    "processes": lambda: ProcessPoolExecutor(2),
    "processes that begin afresh": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_order_and_bytes_do_not_depend_on_what_does_the_work(engine, here):
    with ENGINES[engine]() as executor:
        assert answers(make_plans(some(), small(), start=START, weeks=1, executor=executor)) == here


@pytest.mark.needs("distributed")
@pytest.mark.filterwarnings("default")
def test_order_and_bytes_are_the_same_on_a_dask_cluster_of_two_workers(here):
    with dask_executor() as executor:
        assert answers(make_plans(some(), small(), start=START, weeks=1, executor=executor)) == here


def test_what_goes_wrong_with_one_child_is_its_own_answer():
    found = list(make_plans(some(), small(), start=START, weeks=1))
    assert [type(p.error) for p in found] == [
        type(None), NoPlan, type(None), FileProblems, type(None), type(None),
    ]  # fmt: skip
    assert all((p.plan is None) != (p.error is None) for p in found)


def mistaken(child, *_, **__):
    """Stand for a planner with a mistake: for one child it raises, for one it dies."""
    if child.id == "child-1":
        raise ValueError(PRIVATE)
    if child.id == "child-2":
        os._exit(1)
    return make_plan(child, small(), start=START, weeks=1)


def test_a_mistake_is_told_by_kind_and_place_and_by_nothing_of_the_child(monkeypatch):
    monkeypatch.setattr(tasks, "make_plan", mistaken)
    first, second = make_plans([otter(1), otter(0)], small(), start=START)
    assert isinstance(first.error, Unforeseen)
    assert "ValueError in motorplan.caseload.tasks" in str(first.error)
    assert PRIVATE not in f"{first.error!r} {first.error.__cause__} {first.error.__context__}"
    assert first.error.__traceback__ is None
    assert second.plan


@pytest.mark.skipif(get_start_method() != "fork", reason="what dies is handed on by forking")
def test_a_worker_that_dies_takes_nobody_with_it(monkeypatch):
    """Of all that were out with it, and came after, only the child itself has no plan."""
    monkeypatch.setattr(tasks, "make_plan", mistaken)
    many = [otter(0), otter(2), otter(3), otter(4), otter(2), otter(5)]
    with ProcessPoolExecutor(2) as executor:
        found = list(make_plans(many, small(), start=START, executor=executor))
    assert [p.id for p in found] == [c.id for c in many]
    assert [p.plan is None for p in found] == [False, True, False, False, True, False]
    assert str(found[1].error) == "a mistake of motorplan itself (a worker process ended)."


class Later(Future[object]):
    """Is worked on when somebody asks for it."""

    def __init__(self, work):
        super().__init__()
        self.work = work

    def result(self, timeout=None):  # noqa: ARG002 - futures have it
        """Return what the work comes to."""
        return self.work()


class Idle(Executor):
    """Does nothing by itself, and keeps what it was given."""

    def __init__(self):
        self.given = []

    def submit(self, work, /, *arguments, **_):
        self.given.append(Later(partial(work, *arguments)))
        return self.given[-1]


def test_children_are_read_only_as_far_as_the_workers_can_follow():
    """However many there are, a fixed number is out at a time."""
    read, executor = [], Idle()

    def endless():
        while True:
            read.append(otter(len(read)))
            yield read[-1]

    found = make_plans(endless(), small(), start=START, weeks=1, executor=executor)
    for number in range(3):
        assert next(found).id == f"child-{number}"
        assert len(read) == len(executor.given) == AHEAD + number
    found.close()


def test_what_is_still_out_is_called_back_when_nobody_asks_for_more():
    executor = Idle()
    found = make_plans(map(otter, range(9)), small(), start=START, weeks=1, executor=executor)
    next(found)
    found.close()
    assert [f.cancelled() for f in executor.given] == [False, *[True] * 8]


class Afar(Executor):
    """A worker that holds catalogues of its own, as one on another machine does."""

    def __init__(self, monkeypatch):
        self.held, self.sent, self._patch = {}, [], monkeypatch

    def submit(self, work, /, *arguments, **_):
        order, packed = arguments
        future = Future()
        with self._patch.context() as patch:
            patch.setattr(crew_module, "_held", self.held)
            future.set_result(work(order, packed))
        self.sent.append((len(pickle.dumps(order)), packed is not None))
        return future


def test_a_worker_is_sent_the_catalogue_once_and_tasks_travel_without_it(monkeypatch, here):
    afar = Afar(monkeypatch)
    found = make_plans(some(), small(), start=START, weeks=1, executor=afar)
    assert answers(found) == here
    assert [packed for _, packed in afar.sent] == [False, True, *[False] * (len(some()) - 1)]
    assert max(size for size, _ in afar.sent) < 10_000
    assert len(afar.held) == 1


def test_so_many_weeks_are_refused_before_the_first_child():
    with pytest.raises(WrongUse):
        make_plans([], small(), start=START, weeks=27)


def test_a_plan_of_another_version_is_no_answer(monkeypatch):
    """A cluster with another motorplan would make other plans without anybody knowing."""
    monkeypatch.setattr(crew_module, "VERSION", "0.0.9")
    with ThreadPoolExecutor(1) as executor:
        (found,) = make_plans([otter(0)], small(), start=START, weeks=1, executor=executor)
    assert found.plan is None
    assert "0.0.9" in str(found.error)


@pytest.fixture
def folder(tmp_path):
    """Three children, one whose file is wrong, one without a plan, and an activity."""
    place = tmp_path / "room"
    place.mkdir()
    for name in ("wren", "otter", "finch"):
        text = Path(f"examples/{name}.toml").read_text()
        (place / f"{name}.toml").write_text(text)
    otters = Path("examples/otter.toml").read_text()
    (place / "badger.toml").write_text(f'allergies = ["{PRIVATE}"]\n{otters}')
    days = otters.split("[week]")[0]
    goal = '[[goals]]\nskill = "rides-bicycle"\n'
    (place / "heron.toml").write_text(f'{days}[week]\nplace = "video"\nmon = 1\n{goal}')
    (place / "threading.toml").write_text(Path("activities/fine/threading.toml").read_text())
    return place


def told(found):
    return {Path(one.file).stem: one.state for one in found}


def caseload(capfd, *arguments):
    code = run(["caseload", "plan", *map(str, arguments), "--start", DAY, "--weeks", "1"])
    out, err = capfd.readouterr()
    return code, out, err


def test_every_file_of_a_folder_has_its_answer_and_nothing_is_written_unasked(folder, capfd):
    before = sorted(folder.iterdir())
    code, out, err = caseload(capfd, folder, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["format"] == "motorplan.caseload/1"
    assert {Path(f["file"]).stem: f["state"] for f in found["files"]} == {
        "badger": "wrong", "finch": "planned", "heron": "no-plan",
        "otter": "planned", "threading": "skipped", "wren": "planned",
    }  # fmt: skip
    assert [f["exit_code"] for f in found["files"]] == [1, 0, 3, 0, 0, 0]
    assert err.splitlines()[0] == "1 of 6: badger.toml wrong"
    assert sorted(folder.iterdir()) == before


def test_a_file_that_is_wrong_is_told_by_name_and_line_and_by_nothing_in_it(folder, capfd):
    for style in ("text", "json"):
        _, out, err = caseload(capfd, folder, "--format", style)
        assert PRIVATE.split(maxsplit=1)[0] not in out + err
        assert "allerg" not in out + err
        assert "badger.toml" in out


def test_plans_are_kept_as_plan_keeps_them(folder, capfd):
    assert caseload(capfd, folder, "--save")[0] == 1
    kept = folder / "otter.plan.json"
    bytes_of_many = kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    arguments = ["plan", str(folder / "otter.toml"), "--start", DAY, "--weeks", "1"]
    assert run([*arguments, "--save"]) == 0
    assert kept.read_bytes() == bytes_of_many
    assert (folder / "otter.journal").exists()
    assert not (folder / "badger.plan.json").exists()


@pytest.mark.parametrize(("style", "ending"), [("text", "txt"), ("json", "json")])
def test_what_is_written_into_a_folder_is_what_plan_prints(folder, capfd, tmp_path, style, ending):
    out = tmp_path / "new" / "plans"
    caseload(capfd, folder, "--output", out, "--format", style, "--workers", "1")
    assert sorted(p.name for p in out.iterdir()) == [
        f"{name}.{ending}" for name in ("finch", "otter", "wren")
    ]
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    written = out / f"otter.{ending}"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    arguments = ["plan", str(folder / "otter.toml"), "--start", DAY, "--weeks", "1"]
    assert run([*arguments, "--format", style]) == 0
    assert capfd.readouterr().out == written.read_text()


def states(folder, **said):
    return told(plan_folder(folder, start=START, **{"weeks": 1, **said}))


def test_a_run_that_was_stopped_goes_on_where_it_was(folder):
    stopped = plan_folder(folder, start=START, weeks=1, save=True)
    assert [next(stopped).state for _ in range(4)] == ["wrong", "planned", "no-plan", "planned"]
    stopped.close()
    went_on = states(folder, save=True)
    assert (went_on["finch"], went_on["otter"], went_on["wren"]) == ("there", "there", "planned")
    assert states(folder)["wren"] == "there"
    assert states(folder, again=True)["wren"] == "planned"


CHANGES: dict[str, dict[str, object]] = {
    "the file": {"file": 'pace = "gentle"\n'},
    "the weeks": {"weeks": 2},
    "the start": {"start": date(2026, 12, 7)},
    "the catalogue": {"extra": True},
    "the plan itself": {"plan": ("Otter", "Orca")},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_plan_is_made_anew_when_anything_it_is_from_has_changed(folder, tmp_path, what):
    states(folder, save=True)
    change = dict(CHANGES[what])
    if "file" in change:
        file = folder / "otter.toml"
        file.write_text(change.pop("file") + file.read_text())
    if "plan" in change:
        kept = folder / "otter.plan.json"
        kept.write_text(kept.read_text().replace(*change.pop("plan")))
    if change.pop("extra", False):
        own = tmp_path / "own"
        own.mkdir()
        (own / "pillow-seat.toml").write_text(IDEA)
        change["extra"] = [own]
    found = told(plan_folder(folder, **{"start": START, "weeks": 1, **change}))
    assert found["otter"] == "planned"
    assert found["wren"] == ("there" if what in {"the file", "the plan itself"} else "planned")


IDEA = """\
name = "Pillow seat"
materials = ["pillow"]
[[grades]]
steps = ["Put the pillow on the chair."]
"""


def test_what_is_kept_already_is_written_where_it_is_wanted_as_well(folder, tmp_path):
    states(folder, save=True)
    out = tmp_path / "out"
    found = list(plan_folder(folder, start=START, weeks=1, output=out, style="json"))
    (one,) = (f for f in found if Path(f.file).stem == "otter")
    assert (one.state, one.written) == ("there", (str(out / "otter.json"),))
    assert load_plan(out / "otter.json").id == one.plan
    (folder / "otter.plan.json").unlink()
    assert states(folder, output=out, style="json")["otter"] == "there"


def test_a_plan_that_cannot_be_kept_stops_no_other(folder):
    (folder / "otter.plan.json").mkdir()
    found = states(folder, save=True)
    assert (found["otter"], found["wren"]) == ("wrong", "planned")


def test_a_group_in_the_folder_is_planned_as_plan_does(folder):
    (folder / "hands.toml").write_text(Path("examples/groups/tuesday-hands.toml").read_text())
    for name in ("badger", "heron"):
        text = Path(f"examples/{name}.toml").read_text()
        (folder / f"{name}.toml").write_text(text)
    file = folder / "hands.toml"
    file.write_text(file.read_text().replace("../", ""))
    assert states(folder, save=True)["hands"] == "planned"
    kept = (folder / "hands.plan.json").read_bytes()
    assert states(folder)["hands"] == "there"
    assert states(folder, weeks=2)["hands"] == "planned"
    assert run(["plan", str(file), "--start", DAY, "--weeks", "1", "--save"]) == 0
    assert (folder / "hands.plan.json").read_bytes() == kept


def test_folders_that_a_child_file_names_are_for_that_child_alone(folder):
    (folder / "own").mkdir()
    (folder / "own" / "catalogue.toml").write_text('name = "Ours"\nhide = ["threading"]\n')
    file = folder / "otter.toml"
    file.write_text(f'catalogues = ["own"]\n{file.read_text()}')
    states(folder, save=True)
    otters, wrens = (load_plan(folder / f"{n}.plan.json") for n in ("otter", "wren"))
    assert otters.made_from.catalogue != wrens.made_from.catalogue
    assert run(["plan", str(file), "--start", DAY, "--weeks", "1", "--save"]) == 0
    assert load_plan(folder / "otter.plan.json") == otters


def test_the_answer_for_all_is_the_worst_for_one(folder, capfd):
    """A defect, then a file to put right, then nothing possible."""
    (folder / "badger.toml").unlink()
    assert caseload(capfd, folder)[0] == 3
    (folder / "heron.toml").unlink()
    assert caseload(capfd, folder)[0] == 0


def test_a_mistake_asks_for_a_report_without_anything_of_the_child(folder, capfd, monkeypatch):
    def broken(*_, **__):
        raise ValueError(PRIVATE)

    monkeypatch.setattr(tasks, "make_plan", broken)
    code, out, err = caseload(capfd, folder)
    assert code == 70
    assert "ValueError in motorplan.caseload.tasks" in out
    assert "Leave the child file out" in err
    assert PRIVATE not in out + err


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_files_is_told(tmp_path, capfd, there):
    code, _, err = caseload(capfd, tmp_path if there else tmp_path / "nowhere")
    assert code == 1
    assert err.count("\n") == 1


def test_a_cluster_without_its_extra_is_told_in_one_line(folder, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, out, err = caseload(capfd, folder, "--cluster", "tcp://localhost:1")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "motorplan[cluster]" in err


def test_workers_and_a_cluster_are_not_both(folder, capfd):
    assert caseload(capfd, folder, "--cluster", "tcp://localhost:1", "--workers", "2")[0] == 2


@pytest.mark.needs("distributed")
@pytest.mark.filterwarnings("default")
def test_a_folder_is_planned_on_a_cluster_to_the_same_bytes(folder, capfd, tmp_path):
    with dask_workers(2) as address:
        caseload(capfd, folder, "--output", tmp_path / "far", "--cluster", address)
    caseload(capfd, folder, "--output", tmp_path / "near")
    far, near = (sorted((tmp_path / n).iterdir()) for n in ("far", "near"))
    assert [p.name for p in far] == [p.name for p in near]
    assert [p.read_bytes() for p in far] == [p.read_bytes() for p in near]


@pytest.mark.needs("distributed")
@pytest.mark.filterwarnings("default")
def test_a_cluster_that_does_not_answer_is_told_in_one_line(folder, capfd, monkeypatch):
    monkeypatch.setattr("motorplan.cli.caseload.SECONDS_TO_ANSWER", 0.5)
    code, _, err = caseload(capfd, folder, "--cluster", "tcp://127.0.0.1:9")
    assert code == 2
    assert (
        err
        == "motorplan: no cluster answers at tcp://127.0.0.1:9; start one with: dask scheduler\n"
    )
