"""
What kind of learner a simulated child is, and in what each condition differs.

None of these numbers is measured on children in motor therapy. Each says what it rests on;
``consensus`` is our own judgement. They were set before any planner was tried on them, with
a teacher who knows all as the only measure, and none of them follows from how a planner fares.
"""

from random import Random

from motorplan.frozen import evolve, frozen

BESTS = (0.5, 0.65, 0.8)
"""
Shares of tries that go well at which a child learns most; every third child has the same.

Source:
    That learning peaks somewhere between too easy and too hard: challenge point framework
    (Guadagnoli & Lee 2004, J Motor Behav 36, recalled). Where it peaks is unknown: about
    .85 for learners that follow a gradient (Wilson et al. 2019, Nat Commun 10:4646,
    recalled), about .5 for what a try tells. All three are tried.
"""

RATE_SPREAD = 0.4
"""Standard deviation of ln(rate) between children: consensus."""


@frozen(kw_only=True)
class Traits:
    """
    How one simulated child learns, is on a day, and what is written down of it.

    Rates are in spreads (sigmas) of a skill. They were set so that a teacher who knows all, does
    nothing but the two goals, and always at the level where most is learned, brings about six
    of ten of them there in twelve weeks of three sessions.

    Attributes:
        best: Share of tries that go well at which most is learned (:data:`BESTS`).

        width: How far beside it learning falls to six tenths (a bell curve): consensus.

        rate: Gain of one minute at its best: consensus, set as said above.

        slowing: Gain in spreads after which a minute brings half: practice brings less and
            less (power law of practice, Newell & Rosenbloom 1981, recalled); size consensus.

        unready: What a minute still brings while nothing that comes before is there. Missing
            steps slow a child down but seldom stop it: consensus.

        carries: Share of a gain that the skills directly after it get as well, and
            *from_capacity* what a capacity passes to what it supports. Transfer from parts
            to whole tasks is small (Novak & Honan 2019, recalled); size consensus.

        guided: What a minute under an adult's hands brings beside one without (guidance
            hypothesis, Schmidt 1991, recalled); size consensus.

        plateau: Chance that a skill stands nearly still for three weeks, and *on_plateau*
            what a minute brings then: consensus.

        forgets: Share of a gain lost in a week without practice of it: consensus.

        together: Share of the day-to-day noise that all skills have in common on a day; the
            rest is each try's own, so needs are partly independent: consensus.

        off_days: Share of days that are bad ones, and *off_by* by how many standard
            deviations of the day: consensus.

        refuses: Chance of a no, whatever is offered; *hard_refused* what each tenth of
            success below one half adds, *again_refused* each time the same was done in the
            last seven days: consensus.

        misreports: Share of logs that are a step off, and *unlogged* of those never written.

        declines: Spreads that every skill loses in a week (a progressive course): consensus.
    """

    best: float = 0.65
    width: float = 0.2
    rate: float = 0.018
    slowing: float = 1.5
    unready: float = 0.35
    carries: float = 0.15
    from_capacity: float = 0.05
    guided: float = 0.6
    plateau: float = 0.1
    on_plateau: float = 0.2
    forgets: float = 0.05
    together: float = 0.5
    off_days: float = 0.1
    off_by: float = 1.2
    refuses: float = 0.04
    hard_refused: float = 0.05
    again_refused: float = 0.02
    misreports: float = 0.1
    unlogged: float = 0.1
    declines: float = 0.0


USUAL = Traits()
CONDITIONS: dict[str, Traits] = {
    "usual": USUAL,
    "uneven": USUAL,
    "affected-hand": evolve(USUAL, rate=0.012),
    "wrong-norms": USUAL,
    "apart": evolve(USUAL, together=0.0, carries=0.0, from_capacity=0.0),
    "plateaus": evolve(USUAL, plateau=0.35),
    "forgets": evolve(USUAL, forgets=0.15),
    "off-days": evolve(USUAL, off_days=0.3),
    "refuses": evolve(USUAL, refuses=0.2, hard_refused=0.1, again_refused=0.05),
    "noisy-logs": evolve(USUAL, misreports=0.35, unlogged=0.3),
    "progressive": evolve(USUAL, rate=0.012, declines=0.02),
}
"""Each differs from the usual child in one thing; where they start differs in the first four."""


def traits_of(condition: str, number: int, rng: Random) -> Traits:
    """Return the traits of child *number* of a *condition*; its rate is drawn."""
    usual = CONDITIONS[condition]
    rate = usual.rate * rng.lognormvariate(0.0, RATE_SPREAD)
    return evolve(usual, best=BESTS[number % len(BESTS)], rate=rate)
