"""Which things an activity is done with: what is at hand, what may be used, what stands in."""

from collections.abc import Callable, Mapping, Sequence

from motorplan.catalogue import Catalogue
from motorplan.model.plans import MaterialChoice
from motorplan.model.things import Material, MaterialUse
from motorplan.planning.times import Setting
from motorplan.planning.variants import Refusal, refused
from motorplan.safety.screening import Block, Screen

ROOMS = frozenset({"classroom", "gym", "clinic"})


class Things:
    """
    The things of one child, on one day, in one setting.

    Args:
        catalogue: All materials.

        screen: The child's rules of the day.

        setting: Where it is.

        without: Materials that are not at hand today.
    """

    def __init__(
        self, catalogue: Catalogue, screen: Screen, setting: Setting, without: frozenset[str]
    ) -> None:
        self._known, self._screen, self._setting = catalogue.materials, screen, setting
        self._child, self._avoid = screen.child, frozenset(screen.child.avoid)
        week = self._child.week
        self._named = frozenset(week.materials if week else ())
        self._without = without.union(week.missing if week else ())
        self._blocks: dict[str, tuple[Block, ...]] = {}

    def choice(
        self,
        material_id: str,
        use: MaterialUse,
        unseen: Callable[[Mapping[str, float]], tuple[Block, ...]],
    ) -> tuple[Material, MaterialChoice] | Refusal:
        """
        Return what is used as *material_id*, itself or what stands in for it, or why nothing is.

        Args:
            material_id: The material.

            use: How the activity uses it.

            unseen: Returns which hazards of a thing no sighting opens for the grade.
        """
        wanted = self._known[material_id]
        spare = wanted.substitutes if use.substitutes is None else use.substitutes
        refusal: Refusal | None = None
        for candidate_id in (material_id, *spare):
            material = self._known[candidate_id]
            if not self._at_hand(material):
                continue
            blocks = self._blocked(material) or unseen(material.hazards)
            if blocks:
                refusal = refusal or refused(blocks)
                continue
            same = candidate_id == material_id
            return material, MaterialChoice(
                id=candidate_id,
                item=material.plain,
                use=use.use if same and use.use else material.plain,
                instead_of=None if same else material_id,
            )
        return refusal or self._lacking((material_id, *spare))

    def _lacking(self, ids: Sequence[str]) -> Refusal:
        """Return that one of *ids* is not at hand: the first that might be, else why none may."""
        for material_id in ids:
            if material_id not in self._avoid and not self._blocked(self._known[material_id]):
                return Refusal("material", material_id, "change", safety=False)
        if ids[0] in self._avoid:
            return Refusal("avoid", ids[0], "change", safety=False)
        return refused(self._blocked(self._known[ids[0]]))

    def _blocked(self, material: Material) -> tuple[Block, ...]:
        """Return what shuts *material* here, whatever is done with it."""
        if material.id not in self._blocks:
            verdict = self._screen.of_features(material.hazards)
            verdict += self._screen.of_allergens(material.allergens)
            self._blocks[material.id] = verdict.blocks
        return self._blocks[material.id]

    def _at_hand(self, material: Material) -> bool:
        if material.id in self._without or material.id in self._avoid:
            return False
        if material.id in self._named or material.worn in self._child.wears:
            return True
        if self._setting.place in ROOMS:
            return self._setting.place in material.rooms
        return material.household

    def has_helmet(self) -> bool:
        """Return whether a helmet is at hand, or worn anyway."""
        return "helmet" in {*self._named, *self._child.wears} - self._without
