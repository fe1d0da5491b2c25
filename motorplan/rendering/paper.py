"""How text is laid out, and the words that pages say."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from motorplan.frozen import frozen
from motorplan.phrases import Phrases, listed
from motorplan.rendering.plain import tame

NARROWEST, WIDEST, ENDLESS = 40, 96, 1_000_000


@frozen(kw_only=True)
class Paper:
    """
    A page of text: wide where there is room, plain when piped.

    Attributes:
        phrases: The sentences that it says.

        width: Columns.

        colour: Whether bold may be used.

        endless: Whether lines are left whole, for programs that break them themselves.
    """

    phrases: Phrases
    width: int = 80
    colour: bool = False
    endless: bool = False

    def bold(self, text: str) -> str:
        """Return *text* made strong, where that can be shown."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def say(self, phrase: str, **fields: object) -> str:
        """Return a phrase of the table ``page``."""
        return self.phrases.say(f"page.{phrase}", **fields)

    def title(self, text: str) -> Iterator[str]:
        """Yield *text*, all of it strong."""
        yield from self.block(text, strong=text)

    def heading(self, phrase: str, **fields: object) -> Iterator[str]:
        """Yield a phrase of the table ``page`` with a line under it."""
        text = self.say(phrase, **fields)
        yield ""
        yield from self.title(text)
        yield "─" * min(len(text), self._columns)

    def block(self, text: str, indent: int = 0, strong: str = "") -> Iterator[str]:
        """Yield *text* wrapped; it begins with what is *strong*, and hangs from it."""
        lines = textwrap.wrap(
            tame(text),
            width=self._columns,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + (2 if strong else 0)),
            break_long_words=False,
            break_on_hyphens=False,
        )
        left = strong
        for line in lines:
            words = line.lstrip()
            margin, bold = line[: len(line) - len(words)], min(len(left), len(words))
            yield f"{margin}{self.bold(words[:bold])}{words[bold:]}"
            left = left[bold:].lstrip()

    def points(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield every one of *texts* with a dot before it."""
        for text in texts:
            yield from self.block(f"· {text}", 2, "·")

    @staticmethod
    def begun(text: str) -> str:
        """Return *text* with a capital letter."""
        return text[:1].upper() + text[1:]

    def row(self, label: str, text: str, indent: int) -> Iterator[str]:
        """Yield *text* after a phrase of the table ``label``; nothing where there is no text."""
        if text:
            strong = self.phrases.say(f"label.{label}")
            yield from self.block(f"{strong} {text}", indent, strong)

    def counted(self, what: str, n: float) -> str:
        """Return ``1 minute`` or ``5 minutes``; *what* is ``minute`` or ``month``."""
        return self.phrases.say(f"count.{what}_one" if n == 1 else f"count.{what}", n=n)

    def all_of(self, words: Sequence[str]) -> str:
        """Return ``a, b and c``."""
        return listed(list(words), self.phrases.say("list.and"))

    def one_of(self, words: Sequence[str]) -> str:
        """Return ``a, b or c``."""
        return listed(list(words), self.phrases.say("list.or"))

    def day(self, day: date, *, year: bool = False) -> str:
        """Return ``Monday 30 November``, with the year if asked."""
        return self.phrases.day(day, year=year)

    @property
    def _columns(self) -> int:
        return ENDLESS if self.endless else max(NARROWEST, min(WIDEST, self.width))
