"""An activity: a ladder of grades."""

from motorplan.frozen import field, frozen
from motorplan.model.things import MaterialUse
from motorplan.vocabulary import (
    ActivitySide,
    Channel,
    Dimension,
    Domain,
    Energy,
    Evidence,
    Level,
    Mess,
    Noise,
    Offer,
    Place,
    Position,
    Space,
    Supervision,
    Who,
)


@frozen(kw_only=True)
class Grade:
    """
    One rung of an activity; the first of the ladder is the easiest.

    Attributes:
        id: Lasting id, unique in its activity.

        changed: What is harder than on the rung below (on the first: what makes it easy).

        dimensions: The named dimensions along which it differs from the rung below.

        trains: Skill id -> weight in (0, 1]; 1 for the main skill, not normalised.

        needs: Skill id -> level the child has to have for it to go well.

        minutes: Doing it, in minutes; *minutes_setup* and *minutes_tidy* come on top.

        steps: What to do, in order, in plain words for the carer.

        say: What to say to the child.

        success: What it looks like when it goes well (the child's part).

        record: What to jot down; None asks for the level of help.

        step_up: The sign that the next rung is due.

        step_down: The sign that the rung below fits better.

        watch_for: What good or tired movement looks like.

        stop_if: Stop signs of this grade, beside those of every plan.

        supervision: The least that must be given.

        positions: Body positions it can be done in, best first.

        features: Hazards and body demands of the grade itself, as feature id -> amount;
            None when the author declared nothing (unknown is not safe).

        helped_by: Adaptations that fit this grade.

        sensory: Channel -> how much of it, where that is other than the activity says.

        energy: What it mostly does to a child: ``calming``, ``steady`` or ``alerting``.
    """

    id: str
    name: str
    changed: str
    dimensions: tuple[Dimension, ...] = ()
    trains: dict[str, float]
    needs: dict[str, Level] = field(factory=dict)
    minutes: int
    minutes_setup: int = 0
    minutes_tidy: int = 0
    steps: tuple[str, ...]
    say: str
    success: str
    record: str | None = None
    step_up: str
    step_down: str
    watch_for: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    supervision: Supervision
    positions: tuple[Position, ...]
    features: dict[str, float] | None = None
    helped_by: tuple[str, ...] = ()
    sensory: dict[Channel, Offer] = field(factory=dict)
    energy: Energy = "steady"


@frozen(kw_only=True)
class GroupSize:
    """How many children can do it together, and how to run that."""

    least: int = 1
    most: int = 1
    how: str | None = None


@frozen(kw_only=True)
class Activity:
    """
    A thing to do, graded.

    Attributes:
        is_task: Skills that this activity *is*, whole, not only trains.

        features: Hazards and body demands of every grade; grades add, never take away.
            None when the author declared nothing.

        allergens: What may be in it beyond its materials.

        min_age_months: Youngest hazard age, in months.

        max_age_months: Age in months from which it feels babyish, or None.

        private: Undressing, toilet or bath: a trusted adult, one child, never video,
            group or classroom.

        who: Who may do it with the child; empty means anybody.

        sensory: Channel -> how much it offers; a grade may say otherwise.

        soften: How to make it calmer for the senses; *livelier* how to make it more so.

        why: Why it helps, in plain words and without promises.

        professional: The same in the field's terms.

        evidence: For doing this kind of practice, graded honestly.

        own: Whether it was written in the short form: somebody's own idea, planned as an
            extra until it is graded.

        origin: Name of the catalogue it comes from (``from`` in JSON); None when built in.

        wording_from: Names of the catalogues that reworded it, in the order they did.
    """

    id: str
    name: str
    summary: str
    domain: Domain
    is_task: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    settings: tuple[Place, ...]
    space: Space
    routines: tuple[str, ...] = ()
    noise: Noise = "quiet"
    mess: Mess = "none"
    hands: ActivitySide = "either"
    min_age_months: int
    max_age_months: int | None = None
    private: bool = False
    who: tuple[Who, ...] = ()
    group: GroupSize = GroupSize()
    sensory: dict[Channel, Offer] = field(factory=dict)
    soften: str | None = None
    livelier: str | None = None
    features: dict[str, float] | None = None
    allergens: tuple[str, ...] = ()
    materials: dict[str, MaterialUse] = field(factory=dict)
    why: str
    professional: str
    evidence: Evidence
    sources: tuple[str, ...]
    licence: str = "CC-BY-4.0"
    own: bool = field(default=False, metadata={"written": False})
    origin: str | None = field(default=None, metadata={"key": "from", "written": False})
    wording_from: tuple[str, ...] = field(default=(), metadata={"written": False})
    grades: tuple[Grade, ...]

    def sensory_at(self, grade: Grade) -> dict[Channel, Offer]:
        """Return channel -> how much *grade* offers: what it says itself, else the activity."""
        return {**self.sensory, **grade.sensory}

    @property
    def avoided_by(self) -> frozenset[str]:
        """The ids by which ``avoid`` leaves it out: its own, its tags, and the skills it trains."""
        trained = (skill_id for grade in self.grades for skill_id in grade.trains)
        return frozenset((self.id, *self.tags, *self.is_task, *trained))
