"""From goals to weeks: the skills ahead, the grades that fit, and the best use of the time."""
