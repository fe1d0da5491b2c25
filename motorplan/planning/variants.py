"""What a grade is as one child would do it somewhere, or why it is out."""

from collections.abc import Iterable, Iterator, Mapping

from motorplan.frozen import frozen
from motorplan.model.activities import Activity, Grade
from motorplan.model.plans import MaterialChoice
from motorplan.model.safety import Rule
from motorplan.model.things import Adaptation
from motorplan.safety.screening import Block
from motorplan.vocabulary import Control, Position, Supervision, TimeOfDay

NOBODY = "nobody"
"""What a refusal for want of supervision is about where no adult is there at all."""


OWN_WHEELS = "own-wheelchair"
"""What rolls though nothing about it is a hazard."""

APART_FROM = 2.0
"""Steps between a child and an adult from which no arm reaches."""


@frozen
class Refusal:
    """
    Why a grade is out.

    Attributes:
        code: ``rule``, ``allergen``, ``not-declared``, ``too-young``, ``not-seen``,
            ``material``, ``setting``, ``space``, ``position``, ``supervision``,
            ``private``, ``avoid``, ``said-no``, ``fenced``, ``helmet``, ``apart``, ``needs``.

        about: The rule, allergen, material, place … it is about.

        opens: What opens it: ``clearance``, ``seen``, ``change`` or ``no``.

        safety: Whether safety says so; such are never offered for relaxing.
    """

    code: str
    about: str
    opens: str = "no"
    safety: bool = True


@frozen(kw_only=True)
class Variant:
    """
    An activity at a grade as this child would do it here.

    Attributes:
        number: Place of the grade in the ladder, from 1.

        times: When its routine is; empty where any time may be right.

        features: Hazards and body demands of it with all its parts.

        lowered: Skill id -> levels by which adaptations lower the need.

        controls: What has to be given while it is done, supervision included.

        screened: Rules that were met with a control or a clearance.

        shunned: Ids of rules that would rather have something else.
    """

    activity: Activity
    grade: Grade
    number: int
    position: Position
    materials: tuple[MaterialChoice, ...]
    adaptations: tuple[Adaptation, ...]
    routine: str | None
    times: tuple[TimeOfDay, ...]
    theme: str | None
    features: Mapping[str, float]
    supervision: Supervision
    lowered: Mapping[str, int]
    controls: frozenset[Control]
    screened: tuple[Rule, ...]
    shunned: frozenset[str]

    @property
    def rolls(self) -> bool:
        """Whether wheels take the child along; no hand lies on what turns."""
        return "wheels" in self.features or OWN_WHEELS in {m.id for m in self.materials}

    @property
    def goes_along(self) -> bool:
        """Whether the child is on its way while an adult has to stay within reach."""
        is_on_its_way = self.position == "moving" or self.rolls
        return is_on_its_way and asks_reach(self.grade, self.controls)

    @property
    def id(self) -> str:
        """``activity/grade``: what logs, locks and plans refer to."""
        return f"{self.activity.id}/{self.grade.id}"

    @property
    def minutes(self) -> int:
        """All the time it takes, set-up and tidying included."""
        grade = self.grade
        return grade.minutes + grade.minutes_setup + grade.minutes_tidy


def asks_reach(grade: Grade, controls: Iterable[Control]) -> bool:
    """Return whether an adult has to stay within arm's reach: by the *grade* or a rule."""
    return "arms-reach" in {grade.supervision, *controls}


def sum_features(parts: Iterable[Mapping[str, float] | None]) -> dict[str, float]:
    """Return the most of each feature over *parts*, of those that are declared."""
    total: dict[str, float] = {}
    for part in parts:
        for feature, amount in (part or {}).items():
            total[feature] = max(total.get(feature, 0.0), amount)
    return total


def lowered_by(adaptations: Iterable[Adaptation]) -> dict[str, int]:
    """Return skill id -> by how many levels *adaptations* lower a need of it."""
    total: dict[str, int] = {}
    for adaptation in adaptations:
        for skill_id, levels in adaptation.lowers.items():
            total[skill_id] = max(total.get(skill_id, 0), levels)
    return total


def refused(blocks: tuple[Block, ...]) -> Refusal:
    """Return the first of *blocks* as a reason."""
    return next(each_refused(blocks))


def each_refused(blocks: Iterable[Block]) -> Iterator[Refusal]:
    """Yield *blocks* as reasons."""
    for block in blocks:
        is_rule = block.rule not in {"allergen", "not-declared", "too-young", "not-seen"}
        about = block.rule if is_rule else block.about
        yield Refusal("rule" if is_rule else block.rule, about, block.opens)
