"""Whatever a file says, the answer is a message with file, line and way out, never a traceback."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from motorplan.cli import run
from motorplan.errors import FileProblems
from motorplan.making import load_child

TODAY = date(2026, 11, 24)
GOOD = """\
name = "Otter"
born = 2021-03-14
[week]
mon = 10
[[goals]]
skill = "builds-bridge"
"""


WHOLE_FILE = {"a-activity", "a-caseload", "a-group", "no-group", "too-deep"}
"""Problems of a file as a whole, which have no line."""


def must_help(problem, text):
    """Hold that *problem* of a file with *text* says what is wrong, where, and the way out."""
    said = str(problem)
    assert problem.message, said
    assert problem.remedy, said
    assert not re.search(r"<class|object at|Traceback|NoneType|cattrs|attrs", said), said
    if problem.line is None:
        missing = problem.key and problem.key.split(".")[0] not in tomllib.loads(text)
        assert problem.code in WHOLE_FILE or missing, said
    else:
        assert 1 <= problem.line <= len(text.splitlines()) + 1, said


def problems(tmp_path, text, name="otter.toml"):
    """Return the problems of a child file with that text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_child(path, on=TODAY)
    for problem in caught.value.problems:
        must_help(problem, text)
    return caught.value.problems


BAD = {
    "not-toml": ("name = ", 'name = "Otter"'),
    "unknown-key": ('nmae = "x"', ""),
    "in-the-future": ("born = 2031-03-14", "born = 2021-03-14"),
    "too-old": ("born = 1999-03-14", "born = 2021-03-14"),
    "missing-key": ("", "born = 2021-03-14"),
}


@pytest.mark.parametrize("code", sorted(BAD))
def test_a_line_replaced(tmp_path, code):
    new, old = BAD[code]
    text = GOOD.replace(old, new) if old else new + "\n" + GOOD
    assert code in {p.code for p in problems(tmp_path, text)}


ADDED = [
    ("gestation_weeks = 50\n", "out-of-range", "22 and 44"),
    ('gestation_weeks = "33"\n', "wrong-type", "whole number"),
    ('mouths = "nevr"\n', "unknown-word", "never"),
    ('allergies = ["wheet"]\n', "unknown-id", "wheat"),
    ('precautions = ["epilepsi"]\n', "unknown-id", "epilepsy"),
    ('precautions = ["leg-cast"]\n', "until-missing", "[[precaution]]"),
    ('avoid = ["food-pley"]\n', "unknown-id", "food-play"),
    ('language = "de"\n', "unknown-word", "en"),
    ('equipment = ["slant-bord"]\n', "unknown-id", "slant-board"),
    ("safety_asked = 2031-01-01\n", "in-the-future", "happened"),
    ('name2 = "x"\n', "unknown-key", "name"),
    ("focus_minutes = -3\n", "out-of-range", "1 and 60"),
]


@pytest.mark.parametrize(("line", "code", "says"), ADDED)
def test_a_line_too_much(tmp_path, line, code, says):
    """Each problem names its line, and how it would be right."""
    found = [p for p in problems(tmp_path, line + GOOD) if p.code == code]
    assert found
    assert found[0].line == 1
    assert says in str(found[0])


APPENDED = [
    ('[[goals]]\nskill = "builds-bridge"\n', "same-goal", 7),
    ('[[goals]]\nskill = "pinch-strength"\n', "capacity-goal", 8),
    ('[[goals]]\nskill = "build-bridge"\n', "unknown-id", 8),
    ('[[goals]]\nskill = "ties-laces"\npriority = 9\n', "out-of-range", 9),
    ('[[goals]]\nskill = "ties-laces"\ntries = "5/4"\n', "no-share", 9),
    (
        '[[clearance]]\nof = "down-syndrome"\nby = "doctor"\non = 2026-01-01\n',
        "clears-a-condition",
        8,
    ),
    ('[[clearance]]\nof = "forward-roll"\nby = "parent"\non = 2026-01-01\n', "unknown-word", 9),
    ('[skills]\nsnip-paper = "prompts"\n', "unknown-id", 8),
    ('[skills]\nsnips-paper = "good"\n', "unknown-word", 8),
    ("[limits]\nmessy = { min = 3, max = 1 }\n", "impossible", 8),
    ("[function]\ngmfcs = 6\n", "out-of-range", 8),
    ('[eating]\nfood = 1\nby = "doctor"\non = 2026-01-01\n', "out-of-range", 8),
    ('[concerns]\npein = "knee"\n', "unknown-word", 8),
]


@pytest.mark.parametrize(("text", "code", "line"), APPENDED)
def test_a_table_too_much(tmp_path, text, code, line):
    found = [p for p in problems(tmp_path, GOOD + text) if p.code == code]
    assert found
    assert found[0].line == line
    assert found[0].message


@pytest.mark.parametrize("minutes", ["-5", "0.5", '"5"', "900", "true", "[]"])
def test_absurd_minutes(tmp_path, minutes):
    text = GOOD.replace("mon = 10", f"mon = {minutes}")
    found = problems(tmp_path, text)
    assert found
    assert {p.line for p in found} <= {3, 4}


def test_an_empty_week_says_how_to_fill_it(tmp_path):
    assert problems(tmp_path, GOOD.replace("mon = 10", "mon = 0"))[0].code == "empty-week"


def test_all_problems_of_a_file_come_at_once(tmp_path):
    text = 'mouths = "nevr"\nallergies = 3\nnmae = "x"\n' + GOOD
    assert {"unknown-word", "wrong-type", "unknown-key"} <= {
        p.code for p in problems(tmp_path, text)
    }


def test_a_clearance_by_a_parent_says_who_may(tmp_path):
    text = GOOD + '[[clearance]]\nof = "forward-roll"\nby = "parent"\non = 2026-01-01\n'
    assert any("never a parent" in str(p) for p in problems(tmp_path, text))


def test_a_bom_and_windows_line_ends_are_read_as_if_not_there(tmp_path):
    path = tmp_path / "otter.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_child(path).name == "Otter"


def files(tmp_path):
    """Return files that cannot be read as they stand."""
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    texts = {
        "big": b"# " + b"x" * 1_100_000,
        "deep": b"a = " + b"[" * 20_000 + b"]" * 20_000,
        "latin": 'name = "B\u00e4r"'.encode("latin-1"),
        "nothing": b"\0",
        "group": b'name = "Tuesday"\nchildren = ["otter.toml"]\n',
        "caseload": b'name = "Tuesday"\nslots = []\n',
        "activity": Path("activities/fine/threading.toml").read_bytes(),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_bytes(text)
    return [folder, tmp_path / "not-there.toml", *(tmp_path / f"{n}.toml" for n in texts)]


def test_files_that_cannot_be_read(tmp_path, capfd):
    """Exit 1, the file and the way out named, no traceback, nothing on stdout."""
    for path in files(tmp_path):
        assert run(["plan", str(path), "--start", "2026-11-30"]) == 1, path
        out, err = capfd.readouterr()
        assert out == ""
        assert path.name in err
        assert "Traceback" not in err
        with pytest.raises(FileProblems) as caught:
            load_child(path)
        assert all(problem.remedy for problem in caught.value.problems), path


def test_an_unreadable_file(tmp_path, capfd, monkeypatch):
    path = tmp_path / "otter.toml"
    path.write_text(GOOD)

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run(["plan", str(path)]) == 1
    assert "cannot be read: Permission denied" in capfd.readouterr().err
