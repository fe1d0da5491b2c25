"""Plans in force and before, through the command line."""

import json
from pathlib import Path

from test_cli import ask

from motorplan.gathering import load_catalogue
from motorplan.making import load_plan
from motorplan.understanding import former_ids

OTTER = Path("examples/otter.toml")


def saved(capfd, own, start):
    assert ask(capfd, "plan", own, "--start", start, "--save")[0] == 0


def entries(capfd, own, *more):
    code, out, _ = ask(capfd, "journal", "show", own, "--format", "json", *more)
    assert code == 0
    return json.loads(out)["entries"]


def test_each_plan_that_was_in_force_stays_in_the_journal(capfd, own):
    saved(capfd, own, "2026-11-23")
    saved(capfd, own, "2026-11-30")
    held = entries(capfd, own)
    assert [e["body"]["start"] for e in held] == ["2026-11-23", "2026-11-30"]
    assert all(e["known"] and e["kind"] == "plan" for e in held)
    code, out, _ = ask(capfd, "journal", "show", own)
    assert code == 0
    assert out.count("plan from 2026-11-") == 2


def test_the_same_plan_saved_twice_is_entered_once(capfd, own):
    saved(capfd, own, "2026-11-23")
    saved(capfd, own, "2026-11-23")
    assert len(entries(capfd, own)) == 1


def test_a_plan_kept_before_there_were_journals_is_entered_before_it_goes(capfd, own):
    saved(capfd, own, "2026-11-23")
    own.with_name("otter.journal").unlink()
    saved(capfd, own, "2026-11-30")
    assert [e["body"]["start"] for e in entries(capfd, own)] == ["2026-11-23", "2026-11-30"]


def test_a_renamed_child_keeps_its_plans(capfd, own, tmp_path):
    saved(capfd, own, "2026-11-23")
    for ending in ("toml", "journal", "plan.json"):
        (tmp_path / f"otter.{ending}").rename(tmp_path / f"badger.{ending}")
    badger = tmp_path / "badger.toml"
    code, out, err = ask(capfd, "journal", "show", badger)
    assert code == 0
    assert "plan from 2026-11-23" in out
    assert 'begun as "otter"' in err


def test_the_journal_of_another_child_is_refused_and_the_plan_in_force_stays(capfd, own):
    saved(capfd, own, "2026-11-23")
    own.write_text(own.read_text().replace("born = 2021-03-14", "born = 2020-03-14"))
    assert "born = 2020-03-14" in own.read_text()
    before = own.with_name("otter.plan.json").read_bytes()
    code, _, err = ask(capfd, "journal", "show", own)
    assert code == 1
    assert "born on another day" in err
    code, _, err = ask(capfd, "plan", own, "--start", "2026-11-30", "--save")
    assert code == 1
    assert own.with_name("otter.plan.json").read_bytes() == before


def test_export_and_import_carry_a_journal_to_another_machine(capfd, own, tmp_path):
    saved(capfd, own, "2026-11-23")
    lines = tmp_path / "otter.jsonl"
    assert ask(capfd, "journal", "export", own, "--output", lines)[0] == 0
    before = entries(capfd, own)
    own.with_name("otter.journal").unlink()
    code, out, _ = ask(capfd, "journal", "import", own, lines)
    assert (code, out.strip()) == (0, "1 entries were added, 0 were there already.")
    assert entries(capfd, own) == before
    assert ask(capfd, "journal", "import", own, lines)[1].startswith("0 entries were added, 1")


def test_import_refuses_what_was_changed(capfd, own, tmp_path):
    saved(capfd, own, "2026-11-23")
    lines = tmp_path / "otter.jsonl"
    ask(capfd, "journal", "export", own, "--output", lines)
    lines.write_text(lines.read_text().replace("2026-11-23", "2026-11-24"))
    code, _, err = ask(capfd, "journal", "import", own, lines)
    assert code == 1
    assert "otter.jsonl:2" in err
    assert len(entries(capfd, own)) == 1


def test_verify_and_backup_prove_a_journal(capfd, own, tmp_path):
    saved(capfd, own, "2026-11-23")
    assert "is whole: 1 entries" in ask(capfd, "journal", "verify", own)[1]
    copy = tmp_path / "copy.journal"
    assert "Copied and proved: 1" in ask(capfd, "journal", "backup", own, copy)[1]
    place = own.with_name("otter.journal")
    place.write_bytes(place.read_bytes().replace(b'"weeks":', b'"weaks":', 1))
    code, out, _ = ask(capfd, "journal", "verify", own)
    assert code == 1
    assert "no longer say what was entered" in out
    place.write_bytes(copy.read_bytes()[:3000])
    code, out, _ = ask(capfd, "journal", "verify", own)
    assert code == 1
    assert "is damaged" in out


def test_ids_of_an_older_catalogue_are_followed_or_reported(capfd, own):
    saved(capfd, own, "2026-11-23")
    catalogue = load_catalogue()
    place = own.with_name("otter.plan.json")
    plan = load_plan(place)
    assert former_ids(plan, catalogue) == ()
    known = plan.weeks[0].sessions[0].items[0].activity
    place.write_text(place.read_text().replace(f'"{known}"', '"old-name"'))
    code, out, err = ask(capfd, "check", place)
    assert code == 1
    assert "old-name is no longer in the catalogue" in out + err


def test_a_renamed_id_is_told_with_its_new_name(capfd, own):
    import attrs

    saved(capfd, own, "2026-11-23")
    place = own.with_name("otter.plan.json")
    known = load_plan(place).weeks[0].sessions[0].items[0].activity
    place.write_text(place.read_text().replace(f'"{known}"', '"old-name"'))
    catalogue = attrs.evolve(load_catalogue(), renamed={"old-name": known})
    assert former_ids(load_plan(place), catalogue) == (f"old-name is called {known} by now.",)
