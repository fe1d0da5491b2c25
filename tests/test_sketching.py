"""Plans that a person wrote by hand are filled in and checked."""

import json
from typing import Any

import pytest
from test_cli import ask, json_of

MONDAY: dict[str, Any] = {
    "date": "2026-11-30",
    "place": "home",
    "minutes": 15,
    "items": [{"activity": "scissor-strips", "grade": 3}],
}
WEDNESDAY: dict[str, Any] = {
    "date": "2026-12-02",
    "place": "home",
    "minutes": 15,
    "items": [
        {"activity": "button-snake", "grade_id": "in-they-go"},
        {"activity": "school-shirt", "grade": 2},
    ],
}


@pytest.fixture
def check(capfd, own, tmp_path):
    """Return what ``check`` says of sessions: exit code, and the codes of the problems."""

    def checked(*sessions, **keys):
        place = tmp_path / "hand.json"
        data = {"format": "motorplan.plan/1", "sessions": [*sessions], **keys}
        place.write_text(json.dumps(data))
        code, found = json_of(capfd, "check", place, "--child", own)
        assert all(p["message"] and p["try"] for p in found["problems"])
        return code, [problem["code"] for problem in found["problems"]]

    return checked


def ids_of(catalogue, activity):
    return [grade.id for grade in catalogue.activities[activity].grades]


def change(session, **said):
    return {**session, **said}


def item(**said):
    return change(MONDAY, items=[{**MONDAY["items"][0], **said}])


def test_days_places_minutes_activities_and_grades_are_enough(check, catalogue):
    wednesday = change(
        WEDNESDAY,
        items=[
            {"activity": "button-snake", "grade_id": ids_of(catalogue, "button-snake")[2]},
            {"activity": "school-shirt", "grade": 2},
        ],
    )
    assert check(MONDAY, wednesday) == (0, [])


def test_weeks_may_hold_the_sessions(check):
    assert check(weeks=[{"sessions": [MONDAY]}]) == (0, [])


@pytest.mark.parametrize(
    ("session", "code"),
    [
        (change(MONDAY, date="2026-12-01"), "dates"),
        (change(MONDAY, minutes=45), "slot"),
        (change(MONDAY, place="outdoors"), "slot"),
        (change(MONDAY, items=[]), "empty"),
        (item(activity="scissor-strip"), "unknown-id"),
        (item(grade=9), "unknown-id"),
        (item(grade=4), "not-seen"),
        (item(supervision="in-sight"), "supervision"),
        (item(position="lying-tummy"), "position"),
        (item(cautions=[]), "cautions"),
        (item(minutes=14), "minutes"),
        (change(MONDAY, items=MONDAY["items"] * 2), "twice"),
    ],
)
def test_what_is_wrong_is_told(check, session, code):
    found = check(session)
    assert found[0] == 1
    assert code in found[1]


@pytest.mark.parametrize(
    "session",
    [
        {"date": "2026-11-30", "minutes": 15, "items": []},
        change(MONDAY, place="moon"),
        change(MONDAY, minutes="15"),
        change(MONDAY, items={}),
        "Monday",
    ],
)
def test_what_has_not_the_shape_of_a_plan_is_told(check, session):
    assert check(session)[0] == 1


def test_no_session_at_all_is_told(check):
    assert check() == (1, ["missing-key"])


def test_the_rules_of_the_child_hold_for_a_plan_by_hand(capfd, own, tmp_path):
    place = tmp_path / "hand.json"
    place.write_text(json.dumps({"format": "motorplan.plan/1", "sessions": [MONDAY]}))
    own.write_text('avoid = ["scissor-strips"]\n' + own.read_text())
    code, _, err = ask(capfd, "check", place, "--child", own)
    assert code == 1
    assert "the file says to avoid" in err


def test_the_plan_in_force_is_checked_for_the_child_that_is_named(capfd, own, tmp_path):
    assert ask(capfd, "plan", own, "--start", "2026-11-30", "--save")[0] == 0
    moved = tmp_path / "elsewhere.json"
    moved.write_bytes(own.with_suffix(".plan.json").read_bytes())
    assert ask(capfd, "check", moved, "--child", own)[0] == 0
    assert ask(capfd, "check", moved)[0] == 1
