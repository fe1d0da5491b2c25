"""What happens in rough hands: odd files, odd places to write to, closed streams."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from motorplan.errors import FileProblems
from motorplan.gathering import load_catalogue
from motorplan.making import load_child

OTTER = Path("examples/otter.toml")
PLAN = ["plan", "examples/otter.toml", "--start", "2026-11-30"]
GOAL = '\n[[goals]]\nskill = "fastens-small-buttons"\n'


def motorplan(*arguments, **streams):
    """Run the command line as its own process."""
    command = [sys.executable, "-m", "motorplan", *arguments]
    return subprocess.run(command, check=False, timeout=60, **streams)


def problems_of(text, tmp_path):
    path = tmp_path / "kit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_child(path, load_catalogue(), on=date(2026, 11, 30))
    return {problem.key: problem for problem in caught.value.problems}


def test_what_cannot_be_is_told_beside_what_has_the_wrong_shape(tmp_path):
    """A misspelt word does not hide a number out of range or an id that there is not."""
    text = 'name = "Kit"\nborn = 2021-03-14\ngestation_weeks = 50\nmouths = "nver"\ncolour = 1\n'
    text += '[skills]\nrunz = "independent"\n' + GOAL
    found = problems_of(text, tmp_path)
    assert {"gestation_weeks", "mouths", "colour", "skills.runz"} == set(found)
    assert all(problem.line and problem.remedy for problem in found.values())


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('name = "Ze\\u001b[31mb"', "name"),
        ('name = "Ze\\u202eb"', "name"),
        ('interests = [""]', "interests.0"),
        (f'interests = ["{"x" * 600}"]', "interests.0"),
        ("safety_asked = 2020-01-01", "safety_asked"),
    ],
)
def test_texts_that_nobody_could_read_are_refused(line, key, tmp_path):
    """Letters that steer a terminal, empty words, endless ones and days before birth."""
    name = "" if line.startswith("name") else 'name = "Kit"\n'
    assert key in problems_of(f"{name}born = 2021-03-14\n{line}\n{GOAL}", tmp_path)


@pytest.mark.parametrize("text", ["a." * 5000 + "b = 1\n", "x = " + "9" * 5000 + "\n"])
def test_endless_keys_and_numbers_are_refused(text, tmp_path):
    """No depth and no length ends in a defect."""
    assert problems_of(text, tmp_path)


def test_a_pipe_is_no_file(tmp_path):
    """Reading one would wait for ever."""
    pipe = tmp_path / "kit.toml"
    os.mkfifo(pipe)
    with pytest.raises(FileProblems, match="no plain file"):
        load_child(pipe, load_catalogue())


def test_a_plan_never_replaces_its_own_child_file(tmp_path):
    """Whatever --format says."""
    mine = tmp_path / "otter.toml"
    mine.write_bytes(OTTER.read_bytes())
    done = motorplan("plan", str(mine), "--format", "json", "--output", str(mine))
    assert done.returncode == 2
    assert mine.read_bytes() == OTTER.read_bytes()


def test_a_link_is_written_through(tmp_path):
    """The link stays a link, and what it leads to holds the plan."""
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert motorplan(*PLAN, "--output", str(link)).returncode == 0
    assert link.is_symlink()
    assert "Otter" in target.read_text(encoding="utf-8")


def test_a_device_stays_a_device():
    """Writing to it goes into it."""
    assert motorplan(*PLAN, "--format", "text", "--output", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()


def test_closed_and_full_streams_end_without_a_traceback():
    """Nobody listens, or nothing can be written: said plainly, never a traceback."""
    shell = f'"{sys.executable}" -m motorplan {" ".join(PLAN)}'
    closed = subprocess.run(f"{shell} >&-", shell=True, check=False, capture_output=True)  # noqa: S602 - our own
    full = subprocess.run(f"{shell} >/dev/full", shell=True, check=False, capture_output=True)  # noqa: S602 - our own
    assert (closed.returncode, full.returncode) == (0, 1)
    assert b"Traceback" not in closed.stderr + full.stderr
