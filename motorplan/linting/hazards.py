"""The words of a text that name a hazard or an allergen, and what declares each."""

import re
from collections.abc import Collection, Mapping

from motorplan.frozen import frozen

Features = Mapping[str, float]


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of *patterns* as whole words, in capitals or not."""
    return re.compile(rf"\b({'|'.join(patterns)})\b", re.IGNORECASE)


@frozen
class HazardWord:
    """
    Words that name a hazard or an allergen.

    Attributes:
        pattern: The words.

        features: Any one of these features declares it.

        least: The amount of a feature from which it counts as declared.

        allergens: Any one of these allergens declares it.
    """

    pattern: re.Pattern[str]
    features: tuple[str, ...] = ()
    least: float = 1
    allergens: tuple[str, ...] = ()

    def is_declared(self, features: Features, allergens: Collection[str] = ()) -> bool:
        """Return whether *features* or *allergens* say so."""
        return any(features.get(name, 0.0) >= self.least for name in self.features) or any(
            name in allergens for name in self.allergens
        )

    @property
    def way(self) -> str:
        """How to declare it."""
        amount = f" ({self.least:g} or more)" if self.features else ""
        return f"Declare {' or '.join(self.features or self.allergens)}{amount}, or say it without."


HAZARD_WORDS: tuple[HazardWord, ...] = (
    HazardWord(any_of(r"magnets?|magnetic"), ("magnet",)),
    HazardWord(any_of(r"batter(y|ies)"), ("button-cell",)),
    HazardWord(
        any_of(r"(small|tiny|little|loose) (\w+ )?(beads?|coins?|pompoms?|stones?|buttons?)"),
        ("small-part",),
    ),
    HazardWord(
        any_of(
            r"beads?|coins?|marbles?|pebbles?|gravel|acorns?|sequins?|lentils?|beans?|chickpeas?"
        ),
        ("small-part",),
    ),
    HazardWord(any_of(r"rice|pasta|spaghetti|macaroni|noodles?"), ("small-part", "food")),
    HazardWord(
        any_of(
            r"nuts?|peanuts?|grapes?|marshmallows?|popcorn|raw carrots?|sweets|candy|lollipops?"
        ),
        ("hard-food",),
    ),
    HazardWord(any_of(r"honey"), ("honey",)),
    HazardWord(any_of(r"(drinking )?straws?"), ("straw",)),
    HazardWord(any_of(r"blow(s|ing)?|whistles?"), ("blowing",)),
    HazardWord(any_of(r"dough|clay|glue|paint|shaving foam"), ("not-to-swallow",)),
    HazardWord(any_of(r"sand|soil|mud|compost"), ("sand", "soil")),
    HazardWord(any_of(r"glitter|powder|talc|flour|chalk"), ("powder",)),
    HazardWord(
        any_of(r"strings?|cords?|ribbons?|laces?|yarn|twine|ropes?|(rubber|elastic) bands?"),
        ("cord",),
    ),
    HazardWord(
        any_of(r"(plastic|thin|carrier|shopping|bin|freezer) bags?|cling film|plastic film"),
        ("film",),
    ),
    HazardWord(any_of(r"glass|china|porcelain"), ("breakable",)),
    HazardWord(any_of(r"scissors|knife|knives|blades?|razors?"), ("blade",)),
    HazardWord(
        any_of(r"forks?|needles?|skewers?|toothpicks?|safety pins?|drawing pins?"), ("point",)
    ),
    HazardWord(any_of(r"hot|boil(s|ing|ed)?|steam\w*|iron(s|ing)?"), ("heat",), 2),
    HazardWord(any_of(r"ovens?|stoves?|kettles?|candles?"), ("heat",), 3),
    HazardWord(any_of(r"pools?|paddling|bath(tub)?s?|swim\w*"), ("water-depth", "open-water")),
    HazardWord(
        any_of(
            r"stairs|ladders?|climbing frames?|(stand|climb)\w* on(to)? (a|the) (chair|table|sofa)"
        ),
        ("height", "drop", "stairs"),
    ),
    HazardWord(any_of(r"jump(s|ed|ing)? (off|down)"), ("height",)),
    HazardWord(any_of(r"(a|the|on|playground|baby) swings?"), ("swing",)),
    HazardWord(any_of(r"spin(s|ning)?|twirl\w*|whirl\w*"), ("spin",)),
    HazardWord(any_of(r"somersaults?|forward rolls?|cartwheels?|headstands?"), ("forward-roll",)),
    HazardWord(any_of(r"(hand|head)stands?|hang\w* by the (knees|legs)"), ("head-down",)),
    HazardWord(
        any_of(
            r"(you|stand|sit|kneel|friends)\b[^.:;]{0,40}\b(two|three|four|five|six|eight|ten)"
            r" (big )?(steps|metres|chair lengths) (away|apart|behind|ahead)"
        ),
        ("apart",),
        2,
    ),
    HazardWord(any_of(r"bikes?|bicycles?|tricycles?|scooters?|skateboards?|skates?"), ("wheels",)),
)
"""Nouns and doings that no text names undeclared."""

ALLERGEN_WORDS: tuple[HazardWord, ...] = tuple(
    HazardWord(any_of(pattern), allergens=allergens)
    for pattern, allergens in (
        (r"peanuts?", ("peanut",)),
        (r"almonds?|walnuts?|hazelnuts?|cashews?|pecans?|pistachios?", ("tree-nut",)),
        (r"sesame|tahini|hummus", ("sesame",)),
        (r"flour|bread|toast|pasta|spaghetti|macaroni|noodles?", ("wheat", "gluten")),
        (r"couscous|semolina|biscuits?|crackers?|pancakes?|pizza", ("wheat", "gluten")),
        (r"oats?|oatmeal|porridge", ("oats",)),
        (r"(pop|sweet)?corn|corn ?(flour|starch)", ("corn",)),
        (r"soya?|tofu", ("soy",)),
        (r"lentils?|beans?|chickpeas?|peas", ("pulses",)),
        (r"milk|yogh?urt|cheese|butter|custard|ice cream", ("milk",)),
        (r"eggs?(?! (box|carton|cup|timer))", ("egg",)),
        (r"tuna|salmon|sardines?", ("fish",)),
        (r"prawns?|shrimps?", ("shellfish",)),
        (r"bananas?", ("banana",)),
        (r"avocados?", ("avocado",)),
        (r"kiwis?", ("kiwi",)),
        (r"raw (apples?|pears?|carrots?)", ("pollen-fruit",)),
        (r"latex|rubber (gloves?|bands?)|elastic bands?", ("latex",)),
        (r"soap|shampoo|lotion|sun ?cream|shaving (foam|cream)|scented|perfume", ("fragrance",)),
        (r"stickers?|(sticky |masking )?tape|sticking plasters?", ("adhesive",)),
        (r"wool(len|ly)?|yarn", ("wool",)),
        (r"feathers?", ("feathers",)),
    )
)
"""What may be in a thing that is named: food, what sticks, what smells, what sheds."""

HARMLESS: Mapping[str, str] = {
    "bean bag": "a bag that is sewn tight",
    "steps away from the basket": "the child alone sits there, and the adult beside",
    "big wooden beads": "4.5 cm or more",
    "nuts and bolts": "of plastic, larger than a fist",
    "rice-flour": "no grains; the dough is declared",
    "rice flour": "no grains; the dough is declared",
    "rice cracker": "melts in the mouth; it is food",
    "flour, salt": "in dough that an adult makes",
    "without flour": "says that there is none",
    "for nuts": "says what to read the label for",
    "not of thin glass": "says what not to take",
    "not of china": "says what not to take",
    "paint brush": "used with water",
    "shirt with small buttons": "sewn on, and worn",
    "child fork": "blunt; every grade with it declares the point",
    "bicycle helmet": "the helmet alone",
    "no scissors": "says that there are none",
    "no lace": "says that there is none",
    "cords off": "says to take them off",
    "water is hot": "a sign to stop",
    "hands get hot": "a sign to stop; skin that rubs",
    "stairs or a house": "drawn and built from blocks",
    "as big as an egg": "says a size",
    "stairs with six blocks": "drawn and built from blocks",
}
"""Phrases in which a hazard word names no hazard, each with the reason."""
