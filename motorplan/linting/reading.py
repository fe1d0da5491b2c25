"""
How hard a text is to read, counted by hand: nothing is downloaded.

Source:
    ARI: Smith and Senter 1967, AMRL-TR-66-220. LIX: Björnsson 1968; its grades: Anderson
    1983, Journal of Reading 26(6):490-496 (all recalled).
"""

import re

LONG_WORD = 6
PLAIN_GRADE = 6.0
"""School grade that every carer is taken to read easily."""

PLAIN_LIX = 32.0
"""LIX below which a text is for grade 6 or easier."""

_WORD = re.compile("[A-Za-z0-9'\u2019-]+")
_END = re.compile(r"[.!?:;]+(?:\s|$)")


def grade_of(text: str) -> float:
    """Return the school grade that *text* asks for, by the automated readability index."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    letters = sum(sum(c.isalnum() for c in word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences_in(text) - 21.43


def lix_of(text: str) -> float:
    """Return the LIX of *text*: words a sentence, and long words of a hundred; 25 is easy."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    long = sum(1 for word in words if len(word) > LONG_WORD)
    return len(words) / sentences_in(text) + 100 * long / len(words)


def is_plain(text: str) -> bool:
    """Return whether *text* reads at grade 6 or easier, by both counts."""
    return grade_of(text) <= PLAIN_GRADE and lix_of(text) < PLAIN_LIX


def sentences_in(text: str) -> int:
    """Return the number of sentences of *text*, 1 at least."""
    return max(1, len(_END.findall(text)))
