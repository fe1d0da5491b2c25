"""What a page of a plan needs beyond the plan: handed in, so that pages decide nothing."""

from datetime import date
from typing import Literal

from motorplan.frozen import field, frozen
from motorplan.model.pictures import Picture
from motorplan.vocabulary import Level

Reader = Literal["carer", "therapist", "child", "aide", "accommodations"]
PaperSize = Literal["a4", "letter"]


@frozen(kw_only=True)
class PathStep:
    """A step on the way to a goal, in words: what it is, how it stands, what was seen."""

    plain: str
    stands: str
    seen: str


@frozen(kw_only=True)
class GoalFacts:
    """
    What is known of a goal beyond the plan.

    Attributes:
        drawing: The way to it as SVG, or None; *told* is the same in words.

        steps: The same as a table, the earliest first.

        level: The level that was seen last, or None.

        by: Until when, or None; *tries* and *sessions* are its criterion.
    """

    drawing: str | None = None
    told: str = ""
    steps: tuple[PathStep, ...] = ()
    level: Level | None = None
    by: date | None = None
    tries: str | None = None
    sessions: int | None = None


@frozen(kw_only=True)
class PageFacts:
    """
    What a page needs beyond the plan.

    Attributes:
        pictures: Activity id -> its drawings, best first.

        signs: Name of a sign -> its drawing.

        codes: Skill id -> its ICF code.

        goals: Skill id of a goal -> what is known of it.

        reasons: Sentences that say why a care is needed: they name what is one child's
            alone, and stay off the pages of people who only carry out.
    """

    pictures: dict[str, tuple[Picture, ...]] = field(factory=dict)
    signs: dict[str, Picture] = field(factory=dict)
    codes: dict[str, str] = field(factory=dict)
    goals: dict[str, GoalFacts] = field(factory=dict)
    reasons: tuple[str, ...] = ()


@frozen(kw_only=True)
class Look:
    """How a page is laid out: for which paper, and whether in large print."""

    size: PaperSize = "a4"
    large: bool = False
