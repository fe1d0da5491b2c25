"""Line drawings that say without words what is meant."""

from motorplan.frozen import frozen
from motorplan.vocabulary import PictureKind


@frozen(kw_only=True)
class Picture:
    """
    A drawing that holds in black and white, from 32 pixels up.

    Attributes:
        id: Of the list of drawings; no id of the catalogue.

        alt: What is seen, in at most ten plain words: ``a child walks along a line``.

        svg: The drawing, 96 by 96 units, drawn in the colour of the text around it.
    """

    id: str
    alt: str
    kind: PictureKind
    svg: str
