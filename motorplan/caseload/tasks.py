"""One child of many: what is asked for it, and what became of it."""

from datetime import date

from motorplan.catalogue import Catalogue
from motorplan.errors import MotorplanError, Unforeseen
from motorplan.frozen import frozen
from motorplan.making import make_plan
from motorplan.model.children import Child
from motorplan.model.plans import Plan


@frozen(kw_only=True)
class Planned:
    """
    What became of one child of many: a plan, or why there is none.

    Attributes:
        child: The id of the child.

        plan: The plan; None where there is none.

        error: What :func:`make_plan` raises, or ``Unforeseen`` for a mistake that nobody
            foresaw; None where there is a plan.
    """

    child: str
    plan: Plan | None = None
    error: MotorplanError | None = None


@frozen(kw_only=True)
class Task:
    """A plan to be made: whose, from which catalogue, for which days."""

    child: Child
    catalogue: Catalogue
    start: date
    weeks: int

    def done(self) -> Planned:
        """Return the plan or why there is none; nothing is ever raised."""
        try:
            plan = make_plan(self.child, self.catalogue, start=self.start, weeks=self.weeks)
        except MotorplanError as error:
            return Planned(child=self.child.id, error=error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - one child stops nobody else
            return self.failed(error)
        return Planned(child=self.child.id, plan=plan)

    def failed(self, error: BaseException) -> Planned:
        """Return what became of it when *error* got in the way, which nobody foresaw."""
        return Planned(child=self.child.id, error=Unforeseen.of(error))
