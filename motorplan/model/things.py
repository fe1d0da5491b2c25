"""Materials, adaptations and the lists that dress an activity."""

from motorplan.frozen import field, frozen
from motorplan.vocabulary import CostBand, Level, Place, Position, TimeOfDay, Wears


@frozen(kw_only=True)
class Material:
    """
    A thing that an activity uses.

    Attributes:
        plain: What a carer would call it.

        picture: One Unicode picture character that shows it, or None where none fits.

        household: Whether every home is taken to have it. Household things carry no
            hazard; anything with one must be named at hand.

        rooms: Places other than home where it is usually at hand.

        worn: What a child wears that is this thing: who wears it has it at hand everywhere.

        hazards: Feature ids with their amount (``small-part = 1``, ``cord = 40``).

        allergens: Ids of what may be in it.

        check_label: Ids of what some makes of it hold: a child who must not meet one of
            them may use it after somebody has read the label, and the plan says so.

        substitutes: Materials that can stand in for it, best first.

        cost: ``free``, ``low`` (to about 5 euros), ``medium`` (to about 25) or ``high``.

        found: Where it is found or how it is made at home.
    """

    id: str
    name: str
    plain: str
    picture: str | None = None
    household: bool = False
    rooms: tuple[Place, ...] = ()
    worn: Wears | None = None
    hazards: dict[str, float] = field(factory=dict)
    allergens: tuple[str, ...] = ()
    check_label: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    cost: CostBand = "free"
    found: str


@frozen(kw_only=True)
class Adaptation:
    """
    Equipment, or a change of the place, that lowers what a grade needs.

    Attributes:
        equipment: Whether it is a thing to own; else anybody can do it anywhere.

        lowers: Skill id -> by how many levels the need is lowered (1 or 2).

        home_made: How to make one, or None.

        for_whom: Whom it helps, in plain words.

        caution: What to mind.

        positions: The only body positions it makes sense in; empty means any.

        about: Words of which a grade that it helps with, or its things, names one.

        clashes: Words that no step of such a grade says.
    """

    id: str
    name: str
    plain: str
    equipment: bool
    lowers: dict[str, int] = field(factory=dict)
    home_made: str | None = None
    cost: CostBand = "free"
    for_whom: str
    caution: str | None = None
    hazards: dict[str, float] = field(factory=dict)
    allergens: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    about: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Tag:
    """A word that families and limits use to leave out or to count activities."""

    id: str
    name: str
    meaning: str


@frozen(kw_only=True)
class Theme:
    """A world to dress an activity in; wording only. *also* are words children use for it."""

    id: str
    name: str
    meaning: str
    dress_up: str
    also: tuple[str, ...] = ()
    hazards: dict[str, float] = field(factory=dict)


@frozen(kw_only=True)
class Routine:
    """
    A moment of the day that an activity can live inside; its hazards come along.

    Attributes:
        times: When it is; empty where any time may be right.
    """

    id: str
    name: str
    meaning: str
    times: tuple[TimeOfDay, ...] = ()
    hazards: dict[str, float] = field(factory=dict)
    places: tuple[Place, ...] = ("home",)


@frozen(kw_only=True)
class MaterialUse:
    """
    How an activity uses a material.

    Attributes:
        use: What it is here ("coat with large buttons"), or None for its plain name.

        optional: Whether the activity works without it.

        substitutes: What can stand in for it here; None takes the material's own list.

        grades: Grade ids that use it; empty means all.
    """

    use: str | None = None
    optional: bool = False
    substitutes: tuple[str, ...] | None = None
    grades: tuple[str, ...] = ()


Needs = dict[str, Level]
