"""What a person entered, as it is kept for good."""

from motorplan.frozen import frozen


@frozen(kw_only=True)
class Entry:
    """
    One thing that was entered; it never changes, and a later one may stand in its place.

    Attributes:
        id: Made from all the rest, so that the same entry is the same wherever it lies.

        at: When it was entered, as ISO 8601 in UTC.

        kind: What it is: ``plan``.

        body: The thing itself as one line of JSON, whose ``format`` names its shape.

        author: Who entered it, in their own words, or None.

        replaces: Id of the entry that it stands in for, or None.
    """

    id: str
    at: str
    kind: str
    body: str
    author: str | None = None
    replaces: str | None = None


@frozen(kw_only=True)
class Owner:
    """
    Whose journal it is.

    Attributes:
        child: Id of the child or group.

        born: Birth date of the child as ISO 8601, empty for a group. It stays when the file
            is renamed.
    """

    child: str
    born: str = ""
