"""
How hard a text is to read, counted by hand: nothing is downloaded.

Source:
    ARI: Smith and Senter 1967, AMRL-TR-66-220. LIX: Björnsson 1968 (both recalled).
"""

import re

LONG_WORD = 6
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


def sentences_in(text: str) -> int:
    """Return the number of sentences of *text*, 1 at least."""
    return max(1, len(_END.findall(text)))
