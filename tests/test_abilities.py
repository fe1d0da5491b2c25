"""What check says a child does: wins first, how sure, from what."""

from datetime import date, timedelta

import attrs
from worlds import child as child_of
from worlds import seen

from motorplan.ability.estimating import make_estimate
from motorplan.explaining.abilities import abilities_of, to_look_at_again
from motorplan.keeping import with_logs
from motorplan.model.children import Goal, Seen
from motorplan.model.logs import Log
from motorplan.vocabulary import Level

ON = date(2026, 11, 24)


def child(**more):
    return child_of(goals=(Goal(skill="ties-laces"),), **more)


def said(who, catalogue):
    return abilities_of(who, catalogue, make_estimate(who, catalogue.graph, ON))


def again(who, catalogue):
    return list(to_look_at_again(who, catalogue, make_estimate(who, catalogue.graph, ON)))


def test_wins_come_first_and_say_from_what(catalogue):
    known = seen(unfastens_large_buttons="independent", fastens_large_buttons="some-help")
    words = said(child(skills=known), catalogue)
    plain = catalogue.graph["unfastens-large-buttons"].plain
    assert words[0].startswith(f"{plain}: alone. Seen")
    assert any("goes with what was seen" in sentence for sentence in words)
    early = [n for n, sentence in enumerate(words) if "likely there" in sentence]
    late = [n for n, sentence in enumerate(words) if "to come" in sentence or "the way" in sentence]
    assert early
    assert late
    assert max(early) < min(late)


def test_who_saw_it_and_when_is_said(catalogue):
    known = {
        "fastens-large-buttons": Seen(level=Level.PROMPTS, seen=date(2026, 11, 2), by="teacher")
    }
    (sentence,) = [s for s in said(child(skills=known), catalogue) if "2026-11-02" in s]
    assert "with words or a sign" in sentence
    assert catalogue.words["who"]["teacher"] in sentence


def test_without_anything_seen_it_says_that_the_years_alone_speak(catalogue):
    words = said(child(skills={}), catalogue)
    assert words
    assert all("by the years alone" in sentence for sentence in words)


def test_no_age_and_no_number_is_said(catalogue):
    known = seen(unfastens_large_buttons="independent")
    text = " ".join(said(child(skills=known), catalogue))
    assert not any(word in text for word in ("0.", "%", "months", "year-old", "age of"))


def test_what_can_hardly_be_is_asked_again_until_tries_are_counted(catalogue):
    baby = {
        i: Seen(level=Level.NOT_YET, seen=ON) for i in ("neat-pincer-grasp", "holds-two-things")
    }
    high = {"ties-laces": Seen(level=Level.INDEPENDENT, seen=ON)}
    who = child(skills=baby | high)
    assert any(
        catalogue.graph["holds-two-things"].plain in sentence for sentence in again(who, catalogue)
    )
    counted = {i: attrs.evolve(s, tries="4/4") for i, s in (baby | high).items()}
    assert again(child(skills=counted), catalogue) == []


def test_two_answers_two_levels_apart_within_a_month_are_shown_and_asked(catalogue):
    known = {"fastens-large-buttons": Seen(level=Level.FULL_HELP, seen=ON)}
    told = Log(
        on=ON - timedelta(days=9), activity="coat-time", grade="x", asked={}, how="just-right",
        practised=("fastens-large-buttons",), level=Level.INDEPENDENT,
    )  # fmt: skip
    (sentence,) = [
        s for s in again(with_logs(child(skills=known), (told,)), catalogue) if "file" in s
    ]
    assert "with hands that guide" in sentence
    assert "alone" in sentence
    old = attrs.evolve(told, on=ON - timedelta(days=60))
    assert not any("file" in s for s in again(with_logs(child(skills=known), (old,)), catalogue))
