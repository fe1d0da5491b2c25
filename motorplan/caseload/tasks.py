"""One of many, a child or a group: what is asked for it, and what became of it."""

from datetime import date

from motorplan.catalogue import Catalogue
from motorplan.errors import MotorplanError, Unforeseen
from motorplan.frozen import frozen
from motorplan.grouping import make_group_plan
from motorplan.making import make_plan
from motorplan.model.children import Child
from motorplan.model.groups import Group, GroupPlan
from motorplan.model.plans import Plan


@frozen(kw_only=True)
class Planned:
    """
    What became of one of many: a plan, or why there is none.

    Attributes:
        id: That of the child or group.

        plan: The plan; None where there is none.

        error: What making the plan raises, or ``Unforeseen`` for a mistake that nobody
            foresaw; None where there is a plan.
    """

    id: str
    plan: Plan | GroupPlan | None = None
    error: MotorplanError | None = None


@frozen(kw_only=True)
class Task:
    """A plan to be made: whose, from which catalogue, for which days."""

    of: Child | Group
    catalogue: Catalogue
    start: date
    weeks: int

    def done(self) -> Planned:
        """Return the plan or why there is none; nothing is ever raised."""
        try:
            plan = self._plan()
        except MotorplanError as error:
            return Planned(id=self.of.id, error=error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - one child stops nobody else
            return self.failed(error)
        return Planned(id=self.of.id, plan=plan)

    def failed(self, error: BaseException) -> Planned:
        """Return what became of it when *error* got in the way, which nobody foresaw."""
        return Planned(id=self.of.id, error=Unforeseen.of(error))

    def _plan(self) -> Plan | GroupPlan:
        if isinstance(self.of, Group):
            return make_group_plan(self.of, self.catalogue, start=self.start, weeks=self.weeks)
        return make_plan(self.of, self.catalogue, start=self.start, weeks=self.weeks)
