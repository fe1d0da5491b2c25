"""Where a figure, an order or a claim comes from."""

from motorplan.frozen import frozen
from motorplan.vocabulary import Confidence


@frozen(kw_only=True)
class Source:
    """
    A citation and how far to trust it.

    Attributes:
        citation: Authors, year, title, where published.

        locator: A DOI or address, or None where only a print or a memory stands behind.

        confidence: ``measured``, ``chart``, ``recalled`` (not seen by us) or ``consensus``
            (our own judgement).

        spread: Standard deviation in ln(age) of one figure of this source around the
            truth; None for sources without ages.
    """

    id: str
    citation: str
    locator: str | None = None
    confidence: Confidence
    spread: float | None = None
