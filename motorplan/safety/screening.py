"""Whether something may reach a child: the rules it meets, and what they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import floor

from motorplan.frozen import frozen
from motorplan.model.children import Child
from motorplan.model.safety import LoadCap, Rule, SafetyRules
from motorplan.safety.facts import SWALLOW_TEAM, Facts, facts_of
from motorplan.safety.rules import caps_for, rules_for
from motorplan.vocabulary import SUPERVISION, Control, Level, Supervision

UNKNOWN_FROM_MONTHS = 72.0
Features = Mapping[str, float]
Standing = tuple[Sequence[Rule], Sequence[LoadCap], Mapping[str, list[tuple[float, Rule]]]]
"""The rules and caps that hold, and the rules again by the feature they hit."""


@frozen(kw_only=True)
class Block:
    """
    Why something is left out.

    Attributes:
        rule: Id of the rule, or ``allergen``, ``not-declared``, ``too-young``, ``not-seen``.

        about: The feature, allergen or skill that it is about.

        opens: ``clearance`` or ``seen`` where something would open it, else ``no``.
    """

    rule: str
    about: str
    opens: str = "no"


@frozen(kw_only=True)
class Verdict:
    """
    What the rules say of one thing.

    Attributes:
        blocks: Why it is left out; empty when it is open.

        controls: Controls that must be given for it to stay open.

        supervision: The least supervision the controls ask for.

        rules: Rules that were met with a control or a clearance.

        shunned: Ids of ``prefer`` rules that would rather have something else.
    """

    blocks: tuple[Block, ...] = ()
    controls: frozenset[Control] = frozenset()
    supervision: Supervision = "in-sight"
    rules: tuple[Rule, ...] = ()
    shunned: frozenset[str] = frozenset()

    def __add__(self, other: "Verdict") -> "Verdict":
        if other is CLEAR:
            return self
        return Verdict(
            blocks=tuple(dict.fromkeys(self.blocks + other.blocks)),
            controls=self.controls | other.controls,
            supervision=stricter(self.supervision, other.supervision),
            rules=tuple({r.id: r for r in self.rules + other.rules}.values()),
            shunned=self.shunned | other.shunned,
        )


CLEAR = Verdict()
"""Nothing speaks against it."""


def stricter(*levels: Supervision) -> Supervision:
    """Return the strictest of supervision *levels*."""
    return max(levels, key=SUPERVISION.index)


def _standing(child: Child, safety: SafetyRules, facts: Facts) -> Standing:
    rules = rules_for(safety.rules.values(), child, facts)
    by_feature: dict[str, list[tuple[float, Rule]]] = {}
    for rule in rules:
        for feature, least in rule.hits.items():
            by_feature.setdefault(feature, []).append((least, rule))
    return rules, caps_for(safety.caps.values(), child, facts), by_feature


def _facts_key(facts: Facts) -> object:
    """Return what rules follow from; ages of rules are whole months."""
    return (
        floor(facts.hazard_age),
        facts.asked,
        facts.mouths,
        facts.eats,
        facts.stays_close,
        tuple((p.id, p.now, p.limits) for p in facts.precautions.values()),
    )


class Screen:
    """
    The rules that hold for one child on one day.

    Args:
        child: The child file.

        safety: All rules and lists.

        on: The day of the session.

        kept: What stood on other days of the same child, by the facts it followed from;
            is added to.
    """

    def __init__(
        self,
        child: Child,
        safety: SafetyRules,
        on: date,
        kept: "dict[object, Standing] | None" = None,
    ) -> None:
        self.child, self.safety, self.on = child, safety, on
        crosses = {i: a.cross for i, a in safety.allergens.items()}
        self.facts: Facts = facts_of(child, safety.precautions, crosses, on)
        kept = {} if kept is None else kept
        key = _facts_key(self.facts)
        if key not in kept:
            kept[key] = _standing(child, safety, self.facts)
        self.rules, self.caps, self._by_feature = kept[key]
        self._verdicts: dict[tuple[tuple[str, float], ...], Verdict] = {}

    @property
    def signature(self) -> tuple[object, ...]:
        """What a verdict depends on; days with the same signature get the same verdicts."""
        facts = self.facts
        return (
            tuple(rule.id for rule in self.rules),
            tuple(cap.id for cap in self.caps),
            tuple((p.id, p.now) for p in facts.precautions.values()),
            tuple((f, c.by) for f, c in sorted(facts.cleared.items())),
            tuple(c for rule in sorted(facts.controls) for c in facts.controls[rule].values()),
            facts.limits,
            facts.allergens,
            tuple(sorted(facts.swallows.items())),
            facts.mouths,
            floor(facts.hazard_age),
        )

    @property
    def wants_declared(self) -> bool:
        """Whether what is not declared is left out for this child, or for one on the same rug."""
        facts = self.facts
        young = facts.hazard_age < UNKNOWN_FROM_MONTHS or bool(self.child.little_ones)
        careful = bool(facts.precautions or facts.allergens)
        return young or careful or facts.mouths != "never"

    def of_features(self, features: Features | None) -> Verdict:
        """Return the verdict on *features*; None is what nobody declared."""
        if features is None:
            unknown = Block(rule="not-declared", about="features")
            return Verdict(blocks=(unknown,)) if self.wants_declared else CLEAR
        key = tuple(sorted(features.items()))
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(key)
        return self._verdicts[key]

    def of_allergens(self, allergens: Iterable[str]) -> Verdict:
        """Return the verdict on what is in a thing."""
        met = sorted(self.facts.allergens.intersection(allergens))
        if not met:
            return CLEAR
        return Verdict(blocks=tuple(Block(rule="allergen", about=a) for a in met))

    def of_age(self, min_age_months: float) -> Verdict:
        """Return the verdict on a youngest age, by hazard age."""
        if self.facts.hazard_age >= min_age_months:
            return CLEAR
        return Verdict(blocks=(Block(rule="too-young", about="min_age_months"),))

    def _judge(self, features: tuple[tuple[str, float], ...]) -> Verdict:
        verdict = CLEAR
        for feature, amount in features:
            if feature not in self.safety.features:
                verdict += Verdict(blocks=(Block(rule="not-declared", about=feature),))
            for least, rule in self._by_feature.get(feature, ()):
                if amount >= least:
                    verdict += self._met(rule, feature, amount)
        return verdict

    def _met(self, rule: Rule, feature: str, amount: float) -> Verdict:
        if rule.kind == "prefer":
            return Verdict(shunned=frozenset({rule.id}))
        if rule.kind == "with-care":
            changed = self.facts.controls.get(rule.id, {})
            controls = [changed[c].use if c in changed else c for c in rule.controls]
            asked = [SUPERVISION.index(c) for c in controls if c in SUPERVISION]
            return Verdict(
                controls=frozenset(controls),
                supervision=SUPERVISION[max(asked, default=0)],
                rules=(rule,),
            )
        is_swallow = rule.kind == "ask-first" and SWALLOW_TEAM in rule.by
        if is_swallow and amount <= self.facts.swallows.get(feature, -1):
            return Verdict(controls=frozenset({"safe-texture"}), rules=(rule,))
        cleared = self.facts.cleared.get(feature)
        if rule.kind == "ask-first" and cleared and (not rule.by or cleared.by in rule.by):
            return Verdict(rules=(rule,))
        opens = "clearance" if rule.kind == "ask-first" else "no"
        return Verdict(blocks=(Block(rule=rule.id, about=feature, opens=opens),))


def unseen(
    screen: Screen,
    features: Features,
    needs: Mapping[str, Level],
    seen: Mapping[str, bool],
) -> tuple[Block, ...]:
    """
    Return the hazards that no sighting opens yet.

    A hazard that must be opened by what was seen asks for at least one of its skills among
    the *needs*, and for every such need to have been seen at its level.

    Args:
        screen: The child's rules.

        features: Hazards and body demands of the grade with all its parts.

        needs: What the grade needs.

        seen: Skill id -> whether it was seen at the level needed.
    """
    blocks = []
    for feature in sorted(features):
        known = screen.safety.features.get(feature)
        if known is None or not known.opened_by or features[feature] < known.opened_from:
            continue
        openers = [i for i in known.opened_by if i in needs]
        missing = [i for i in openers if not seen.get(i)]
        if missing or not openers:
            about = missing[0] if missing else feature
            blocks.append(Block(rule="not-seen", about=about, opens="seen"))
    return tuple(blocks)
