"""motorplan itself among the rivals, whole or with a part switched off."""

from collections.abc import Callable, Sequence

from motorplan.ability.scale import Parameters
from motorplan.model.children import Child
from motorplan.planning.horizon import FilledWeek, Horizon
from motorplan.simulation.choosing import Pick, View


class Motorplan:
    """
    What motorplan plans, one week at a time, from the file and the logs so far.

    Args:
        told: Changes what it is told of the child; None tells it all.

        parameters: The numbers of the estimate; None takes the usual ones.
    """

    def __init__(
        self,
        told: Callable[[Child], Child] | None = None,
        parameters: Parameters | None = None,
    ) -> None:
        self._told, self._parameters = told, parameters

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return the first week of the plan."""
        filled = self._planned(view)
        return [
            [Pick(pick.variant, guided=pick.hands) for pick in session.picks]
            for session in filled.sessions
        ]

    def _planned(self, view: View) -> FilledWeek:
        if self._told is None and self._parameters is None:
            return view.horizon.weeks(1)[0]
        child = self._told(view.child) if self._told else view.child
        return Horizon(child, view.catalogue, view.start, parameters=self._parameters).weeks(1)[0]
