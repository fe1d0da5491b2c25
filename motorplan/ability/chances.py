"""How likely it is that all that a grade needs is there on one occasion."""

from collections.abc import Mapping

from motorplan.frozen import frozen

SUREST = 0.999


@frozen
class GradeChance:
    """How likely a grade goes well, and the need that is least likely to be there."""

    chance: float
    limited_by: str | None


def chance_of_all(
    chances: Mapping[str, float], domains: Mapping[str, str], within: float, across: float
) -> GradeChance:
    """
    Return the chance that all is there at once.

    The least likely counts in full and each other one to the power ``1 - r``, since
    abilities go together.

    Args:
        chances: Skill id -> how likely it is there at the level that is needed.

        domains: Skill id -> its domain.

        within: *r* for skills of the domain of the least likely one.

        across: *r* for skills of other domains.
    """
    rows = sorted((chance, skill_id) for skill_id, chance in chances.items())
    if not rows:
        return GradeChance(SUREST, None)
    chance, hardest = rows[0]
    for other, skill_id in rows[1:]:
        r = within if domains[skill_id] == domains[hardest] else across
        chance *= other ** (1 - r)
    return GradeChance(round(chance, 6), hardest)
