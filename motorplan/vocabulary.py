"""
The closed lists that code and files share.

Each list is a ``Literal``: the type checker knows its members, the converter refuses any
other, and ``motorplan words`` prints it with the meanings kept in ``data/words.toml``.
Lists that grow with the catalogue (precautions, allergens, hazards, materials, tags,
themes …) are data, not code.
"""

from enum import IntEnum
from typing import Literal, get_args


class Level(IntEnum):
    """How independently a child does a skill in most tries (3 of 4) on an ordinary day."""

    NOT_YET = 0
    FULL_HELP = 1
    SOME_HELP = 2
    PROMPTS = 3
    INDEPENDENT = 4

    @property
    def id(self) -> str:
        """The word that files use: ``some-help``."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_id(cls, word: str) -> "Level":
        """
        Return the level that files call *word*.

        Raises:
            KeyError: If *word* is no level.
        """
        return LEVELS[word]


LEVELS: dict[str, Level] = {level.id: level for level in Level}

Domain = Literal["gross", "fine", "self-care", "participation"]
Area = Literal[
    "posture",
    "floor-mobility",
    "walking",
    "stairs",
    "running-and-jumping",
    "balance",
    "ball",
    "climbing",
    "wheels",
    "wheelchair",
    "reach-and-grasp",
    "release-and-build",
    "in-hand",
    "two-hand",
    "tool-use",
    "scissors",
    "pencil-grasp",
    "pre-writing",
    "writing",
    "feeding",
    "drinking",
    "dressing",
    "fasteners",
    "hygiene",
    "toileting",
    "daily-life",
    "playground",
    "school-tools",
    "devices",
    "joining-in",
    "capacity",
]
SkillKind = Literal["task", "milestone", "capacity", "participation"]
Strength = Literal["requires", "follows", "supports"]
Statistic = Literal[
    "p1",
    "p3",
    "p5",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "p95",
    "p97",
    "p99",
    "mean",
    "sd",
    "p50-girls",
    "p50-boys",
    "expected-by-75",
    "typical-age",
    "typical-range-low",
    "typical-range-high",
]
Confidence = Literal["measured", "chart", "recalled", "consensus", "none"]

PRIVATE_CONTROLS = frozenset(
    {"braces-on", "clothes-over-tube", "covered", "device-off", "safe-texture"}
)
"""Controls that tell of a child's body: said on that child's own page, never on a group's."""

Place = Literal["home", "classroom", "gym", "clinic", "outdoors", "community", "video"]
Space = Literal["table", "room", "hall"]
FAMILY = frozenset({"parent", "grandparent", "carer"})
"""Of those who play with the child, who lives with it."""

Who = Literal[
    "parent",
    "grandparent",
    "carer",
    "teacher",
    "aide",
    "therapist",
    "assistant",
    "coach",
]
Company = Literal["alone", "sibling", "group", "class"]
TimeOfDay = Literal["morning", "midday", "afternoon", "evening"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Supervision = Literal["in-sight", "near", "arms-reach", "one-to-one"]
Position = Literal[
    "lying-back",
    "lying-tummy",
    "lying-side",
    "held",
    "sitting-supported",
    "sitting-floor",
    "sitting-chair",
    "sitting-wheelchair",
    "sitting-own-seat",
    "kneeling",
    "hands-and-knees",
    "standing-supported",
    "standing",
    "moving",
]
Dimension = Literal[
    "support",
    "size",
    "distance",
    "speed",
    "resistance",
    "steps",
    "posture",
    "two-handedness",
    "cueing",
    "precision",
    "height",
    "time",
    "surface",
    "predictability",
]
Noise = Literal["quiet", "some", "loud"]
Mess = Literal["none", "some", "lots"]
Evidence = Literal["strong", "moderate", "weak", "consensus"]
CostBand = Literal["free", "low", "medium", "high"]
Channel = Literal["touch", "messy", "movement", "body", "sound", "sight", "smell", "taste"]
Offer = Literal["little", "some", "lots"]
Energy = Literal["calming", "steady", "alerting"]
Sensing = Literal["avoids", "seeks", "misses", "easy"]

Mouths = Literal["never", "sometimes", "often"]
Eats = Literal["everything", "soft-only", "puree-only", "thick-drinks", "tube", "ask"]
StaysClose = Literal["stays", "wanders", "runs-off"]
LittleOne = Literal["under-3", "under-6"]
Hands = Literal["right", "left", "both", "not-yet"]
WeakerSide = Literal["left", "right", "both", "none"]
MovesBy = Literal[
    "walks",
    "walks-with-hand",
    "walker",
    "crutches",
    "manual-chair",
    "power-chair",
    "crawls",
    "rolls",
    "carried",
]
Sits = Literal["alone", "with-support", "special-seat", "not-yet"]
Says = Literal[
    "words",
    "few-words",
    "signs",
    "pictures",
    "aac-device",
    "eye-gaze",
    "gestures",
    "none-yet",
]
Understands = Literal["stories", "two-steps", "one-step", "single-words", "tone-and-routine"]
Sees = Literal["well", "glasses", "low-vision", "cortical", "blind"]
Hears = Literal["well", "hearing-aids", "cochlear-implant", "reduced", "deaf"]
Wears = Literal["afo", "hand-splint", "back-brace", "harness", "helmet", "cast", "hearing-device"]
Tires = Literal["no", "quickly", "late-in-day", "after-school", "bad-days"]
TouchHelp = Literal["fine", "ask-first", "no"]
Pace = Literal["gentle", "steady", "stretch"]
Variety = Literal["same", "some", "lots"]
Course = Literal["steady", "improving", "progressive", "up-and-down"]
Now = Literal["active", "controlled", "past"]
Limit = Literal[
    "no-weight-on-left-leg",
    "no-weight-on-right-leg",
    "no-weight-on-left-arm",
    "no-weight-on-right-arm",
    "no-twist",
    "no-impact",
    "no-inversion",
    "no-water",
    "no-prone",
    "no-head-down",
    "seated-only",
    "floor-only",
]
Professional = Literal[
    "doctor",
    "surgeon",
    "nurse",
    "physiotherapist",
    "occupational-therapist",
    "swallow-therapist",
    "optometrist",
    "audiologist",
    "dietitian",
    "orthotist",
    "dentist",
    "vision-teacher",
]
Concern = Literal[
    "lost-skill",
    "pain",
    "new-weakness",
    "choking",
    "head-injury",
    "limp",
    "neck",
    "walking-change",
    "bladder-or-bowel-change",
    "breathing",
    "new-seizure",
    "seeing-change",
    "one-sided",
    "faint",
]
GoalKind = Literal["build", "keep", "adapt", "join-in"]
GoalFrom = Literal["child", "family", "teacher", "therapist", "team"]
Help = Literal["words", "gesture", "show", "partial", "full", "hand-under-hand", "picture"]
Side = Literal["left", "right", "both"]
PictureKind = Literal["hands", "posture", "action", "material", "routine", "sign"]
How = Literal["too-easy", "just-right", "too-hard", "no-thank-you", "not-done"]
Liked = Literal["a-lot", "some", "not-much"]
ActivitySide = Literal["either", "one", "two", "lead-and-help"]
RuleClass = Literal["never", "ask-first", "with-care", "prefer"]
Control = Literal[
    "in-sight",
    "near",
    "arms-reach",
    "one-to-one",
    "fenced",
    "helmet",
    "soft-surface",
    "seated",
    "told-first",
    "device-off",
    "clean-hands",
    "covered",
    "own-pace",
    "clothes-over-tube",
    "non-slip",
    "braces-on",
    "safe-texture",
]

WEEKS_OF_GESTATION, SLOT_MINUTES, PRIORITIES = (22, 44), (1, 240), (1, 3)
LEVELS_OF_FUNCTION, IDDSI_FOOD, IDDSI_DRINK = (1, 5), (3, 7), (0, 4)
FOCUS_MINUTES, SESSIONS, ADULTS, TIMES_A_WEEK = (1, 60), (1, 50), (0, 20), (0, 50)
LONGEST_NAME = 80
MOST_CHILDREN = 8

USUAL_SPACE: dict[Place, Space] = {
    "home": "room",
    "classroom": "table",
    "gym": "hall",
    "clinic": "room",
    "outdoors": "hall",
    "community": "room",
    "video": "room",
}
"""Room to move in that a place usually has, where the file does not say."""

SUPERVISION: tuple[Supervision, ...] = get_args(Supervision)
SPACES: tuple[Space, ...] = get_args(Space)
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
