"""The plans of many children."""

from collections.abc import Generator, Iterable
from concurrent.futures import Executor
from datetime import date

from motorplan.caseload.crew import Crew
from motorplan.caseload.tasks import Planned, Task
from motorplan.catalogue import Catalogue
from motorplan.making import must_be_weeks
from motorplan.model.children import Child


def make_plans(
    children: Iterable[Child],
    catalogue: Catalogue,
    *,
    start: date,
    weeks: int = 4,
    executor: Executor | None = None,
) -> Generator[Planned, None, None]:
    """
    Yield what becomes of each of *children*, in their order, whatever does the work.

    It streams: of the children, which may come from a generator, and of the plans only a
    fixed number is held at a time. What goes wrong with one child is its own answer and stops
    nobody else.

    Args:
        children: From :func:`load_child`, or built.

        catalogue: What there is to do. Workers that do not hold it get it once.

        start: The first day.

        weeks: 1 to 26.

        executor: Any executor of ``concurrent.futures``, as ``ProcessPoolExecutor()`` or
            ``dask.distributed.Client(address).get_executor()``; it is left open. None works
            in this process.

    Raises:
        WrongUse: If there cannot be so many *weeks*.
    """
    must_be_weeks(weeks, catalogue)
    tasks = (Task(of=c, catalogue=catalogue, start=start, weeks=weeks) for c in children)
    return Crew(executor).planned(tasks)
