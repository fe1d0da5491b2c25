"""Skills, the edges between them and the published ages behind them."""

from motorplan.frozen import field, frozen
from motorplan.vocabulary import Area, Confidence, Domain, SkillKind, Statistic, Strength


@frozen(kw_only=True)
class Milestone:
    """
    One published statistic of the age at which a skill is seen.

    Attributes:
        source: Id of the source in ``data/sources.toml``.

        statistic: What the number is; kinds are never mixed.

        age_months: The figure, in months (for ``sd`` a spread in months).

        confidence: How the figure was come by.

        note: What a reader must know about it, for example who was measured.
    """

    source: str
    statistic: Statistic
    age_months: float
    confidence: Confidence
    note: str | None = None


@frozen(kw_only=True)
class Edge:
    """
    What comes before a skill.

    Attributes:
        strength: ``requires`` (cannot be done without), ``follows`` (the usual order;
            children may skip) or ``supports`` (a capacity that helps).

        because: The reason, in one plain sentence.

        one_of: Name of a group of edges into the same skill of which any one is enough:
            several ways to it. None where the edge stands for itself.

        source: Id of the source.
    """

    strength: Strength
    because: str
    source: str
    one_of: str | None = None


@frozen(kw_only=True)
class Skill:
    """
    Something a child can or cannot yet do; a node of the skill graph.

    Attributes:
        id: Its lasting id.

        name: The clinical name.

        plain: What a carer would call it, continuing "Otter …": ``does up big buttons``.

        meaning: What it is, in one plain sentence for a carer.

        kind: ``task`` (somebody would want it), ``milestone`` (a dated step),
            ``participation`` or ``capacity`` (no ages, never a goal).

        icf: ICF or ICF-CY code.

        look_for: What an observer sees when it is there.

        not_yet_if: What may look like it but is not it.

        one_handed: Whether it can be done with one hand.

        seated: Whether it can be done from a seat or wheelchair.

        needs_sight: Whether it depends on looking.

        milestones: Published ages.

        edges: What comes before it, by skill id. Direct ones only.
    """

    id: str
    name: str
    plain: str
    meaning: str = ""
    kind: SkillKind
    domain: Domain
    area: Area
    icf: str
    look_for: str
    not_yet_if: str | None = None
    one_handed: bool = False
    seated: bool = True
    needs_sight: bool = False
    milestones: tuple[Milestone, ...] = ()
    edges: dict[str, Edge] = field(factory=dict)


@frozen(kw_only=True)
class Norm:
    """
    The age distribution of a skill: ``ln(age in months)`` is normal.

    Attributes:
        mu: Mean of ln(age in months).

        sigma: Standard deviation of ln(age).

        confidence: That of the best figure behind it; ``none`` when the neighbours in
            the graph stand in for figures.

        spread: How far the sources disagree, as the weighted standard deviation of
            their residuals in ln(age); 0 with one source.
    """

    mu: float
    sigma: float
    confidence: Confidence
    spread: float = 0.0
