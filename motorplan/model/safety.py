"""What the safety rules are made of; the deciding is done elsewhere."""

from typing import Literal

from motorplan.frozen import field, frozen
from motorplan.vocabulary import Control, Professional, RuleClass

FeatureKind = Literal["thing", "body", "setting"]


@frozen(kw_only=True)
class Feature:
    """
    A hazard of a thing, or a demand on the body, with an amount.

    Attributes:
        kind: ``thing`` (a hazard), ``body`` (a demand) or ``setting``.

        unit: What the amount counts: ``cm``, ``seconds``, ``turns``, ``0 to 3``, ``yes``.

        opened_by: Skills that open it for a child when *seen* at the level the grade
            needs; empty means that no sighting is asked for. A grade with this feature
            names at least one of them in its needs.

        opened_from: Amount from which it has to be opened.
    """

    id: str
    name: str
    meaning: str
    kind: FeatureKind
    unit: str
    opened_by: tuple[str, ...] = ()
    opened_from: float = 0.01


@frozen(kw_only=True)
class Allergen:
    """Something in a thing that some children must not meet; *cross* react like it."""

    id: str
    name: str
    meaning: str
    cross: tuple[str, ...] = ()


@frozen(kw_only=True)
class PrecautionWord:
    """
    What a child has that rules things out or asks for care.

    Attributes:
        time_limited: Whether a child file must say ``until``.

        brings: Other precautions that come with it (spina bifida brings latex care).

        allergens: Allergens that are left out with it.

        progressive: Whether its course is progressive: nothing harder in load.

        motor: Whether it changes how a child moves, so that the birthday is a poor guide
            and postures are opened by what was seen or said.

        swallowing: Whether it often touches chewing and swallowing, so that what is eaten and
            drunk has to be written down before any of it is planned.

        lasting: Whether it stays for life: never past, never over.

        notice: What every plan for such a child says first, or None.
    """

    id: str
    name: str
    meaning: str
    time_limited: bool = False
    brings: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    progressive: bool = False
    motor: bool = False
    swallowing: bool = False
    lasting: bool = False
    notice: str | None = None


@frozen(kw_only=True)
class When:
    """
    For whom a rule holds; the lists of one field are alternatives, the fields all hold.

    Attributes:
        precautions: The child has any of these.

        past_too: Whether it also holds for a precaution said to be past.

        active_only: Whether ``controlled`` takes the child out of it.

        under_months: Hazard age below this many months.

        mouths: The effective answer is one of these.

        eats: The effective answer is one of these.

        stays_close: The effective answer is one of these.

        little_ones: Any of these is near.

        sees, hears, wears, moves_by, sits, touch_help, limits, concerns: any of these holds.

        concern: Any concern at all stands.

        unasked: The six safety questions are unanswered or were answered too long ago.

        everybody: The rule holds for every child.
    """

    precautions: tuple[str, ...] = ()
    past_too: bool = False
    active_only: bool = False
    under_months: int | None = None
    mouths: tuple[str, ...] = ()
    eats: tuple[str, ...] = ()
    stays_close: tuple[str, ...] = ()
    little_ones: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()
    wears: tuple[str, ...] = ()
    moves_by: tuple[str, ...] = ()
    sits: tuple[str, ...] = ()
    touch_help: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    concern: bool = False
    unasked: bool = False
    everybody: bool = False


@frozen(kw_only=True)
class Rule:
    """
    What is left out, or how it is opened, for whom.

    Attributes:
        kind: Its class (``class`` in files): ``never``, ``ask-first``, ``with-care`` or ``prefer``.

        hits: Feature id -> the least amount that is hit. Any one is enough.

        controls: For ``with-care``: all of these must be given.

        question: For ``ask-first``: what to ask the health professional.

        by: For ``ask-first``: who may clear it; empty means any health professional.

        plain: The rule in one plain sentence for the plan.

        source: Id of the source; *confidence* is the source's unless it is our own.
    """

    id: str
    kind: RuleClass = field(metadata={"key": "class"})
    when: When
    hits: dict[str, float]
    controls: tuple[Control, ...] = ()
    question: str | None = None
    by: tuple[Professional, ...] = ()
    plain: str
    source: str


@frozen(kw_only=True)
class LoadCap:
    """
    How much of a body demand one session or week may hold, for whom.

    Attributes:
        feature: The body demand.

        at_least: Amount from which minutes count.

        minutes_a_session, minutes_a_week: Most minutes.

        rest_days: Days between two sessions that hold it.
    """

    id: str
    feature: str
    at_least: float
    when: When
    minutes_a_session: int | None = None
    minutes_a_week: int | None = None
    rest_days: int = 0
    plain: str
    source: str


@frozen(kw_only=True)
class OrderRule:
    """
    What must not follow what in one session.

    Attributes:
        before, after: Features with least amounts; an item that hits *after* may not
            come after one that hits *before* in the same session.
    """

    id: str
    before: dict[str, float]
    after: dict[str, float]
    plain: str
    source: str


@frozen(kw_only=True)
class SafetyRules:
    """Every list that safety reads, together."""

    features: dict[str, Feature]
    allergens: dict[str, Allergen]
    precautions: dict[str, PrecautionWord]
    rules: dict[str, Rule]
    caps: dict[str, LoadCap]
    orders: dict[str, OrderRule]
