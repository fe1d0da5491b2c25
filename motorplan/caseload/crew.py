"""
Tasks spread over the workers of an executor, and taken back in their order.

A task names its catalogue by a digest. A worker that does not hold it sends the task back and
gets it again with the catalogue, packed; after that it holds it. Threads, and processes that
are forked, hold it from the beginning. So nothing depends on what is installed where, and any
catalogue can be used, also one that was put together by hand.
"""

import pickle
import zlib
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from datetime import date

from motorplan.caseload.tasks import Planned, Task
from motorplan.catalogue import Catalogue
from motorplan.errors import Unforeseen, WrongUse
from motorplan.frozen import frozen
from motorplan.hashing import digest
from motorplan.model.children import Child
from motorplan.model.groups import Group
from motorplan.version import VERSION

AHEAD = 64
"""
How many tasks are out at most. Enough for the workers of a machine or of a small cluster;
what is out is all that is held in memory, however many children there are.
"""

MOST_HELD = 4
_held: dict[str, Catalogue] = {}
"""The catalogues that this process holds, by digest."""


@frozen(kw_only=True)
class Order:
    """A task as it travels: its catalogue by digest alone."""

    of: Child | Group
    catalogue: str
    start: date
    weeks: int


def carried_out(order: Order, packed: bytes | None = None) -> Planned | None:
    """
    Return what became of *order*, in a worker; None if the catalogue is not held here.

    Args:
        order: What to do.

        packed: The catalogue, packed; None where the worker may hold it already.
    """
    catalogue = _held.get(order.catalogue)
    if catalogue is None:
        if packed is None:
            return None
        catalogue = pickle.loads(zlib.decompress(packed))  # noqa: S301 - from who hands out tasks
        _hold(order.catalogue, catalogue)
    task = Task(of=order.of, catalogue=catalogue, start=order.start, weeks=order.weeks)
    return task.done()


def _hold(digest: str, catalogue: Catalogue) -> None:
    _held[digest] = catalogue
    while len(_held) > MOST_HELD:
        _held.pop(next(iter(_held)), None)


class _Package:
    """A catalogue and its digest; packed when a worker first asks for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        content = pickle.dumps(catalogue, pickle.HIGHEST_PROTOCOL)
        self.digest = digest(content)
        self._content: bytes | None = None

    @property
    def packed(self) -> bytes:
        if self._content is None:
            content = pickle.dumps(self.catalogue, pickle.HIGHEST_PROTOCOL)
            self._content = zlib.compress(content, 1)
        return self._content


@frozen
class _Out:
    """A task that is out, and what it will come back as; None where nobody took it."""

    task: Task
    future: "Future[Planned | None] | None"

    def is_sent_back(self) -> bool:
        """Return whether the worker lacked the catalogue."""
        future = self.future
        if future is None or not future.done() or future.cancelled():
            return False
        return future.exception() is None and future.result() is None


class Crew:
    """
    The workers of an executor.

    When a worker dies, an executor of processes is of no more use, and nobody knows which
    task it was. Then all that is left is done one by one in a process of our own, so that
    the task that kills its worker takes no other with it.

    Args:
        executor: Any; it is left open. None does all in this process.
    """

    def __init__(self, executor: Executor | None) -> None:
        self._executor = executor
        self._out: deque[_Out | Planned] = deque()
        self._packages: dict[int, _Package] = {}
        self._is_broken = False
        self._lone: Executor | None = None

    def planned(self, tasks: Iterable[Task | Planned]) -> Generator[Planned, None, None]:
        """
        Yield what became of each of *tasks*, in their order.

        Args:
            tasks: Read only as far as the workers can follow. What is planned already takes
                its place in the order.
        """
        try:
            for task in tasks:
                self._out.append(task if isinstance(task, Planned) else self._handed(task))
                while self._out and (len(self._out) >= AHEAD or self._is_next_back()):
                    yield self._next()
            while self._out:
                yield self._next()
        finally:
            self._end()

    def _handed(self, task: Task) -> _Out | Planned:
        if self._executor is None:
            return task.done()
        return _Out(task, self._submitted(task))

    def _submitted(
        self, task: Task, packed: bytes | None = None
    ) -> "Future[Planned | None] | None":
        if self._is_broken or self._executor is None:
            return None
        try:
            return self._executor.submit(carried_out, self._order(task), packed)
        except BrokenExecutor:
            self._is_broken = True
            return None

    def _order(self, task: Task) -> Order:
        digest = self._package(task.catalogue).digest
        return Order(of=task.of, catalogue=digest, start=task.start, weeks=task.weeks)

    def _package(self, catalogue: Catalogue) -> _Package:
        if id(catalogue) not in self._packages:
            self._packages[id(catalogue)] = package = _Package(catalogue)
            _hold(package.digest, catalogue)
        return self._packages[id(catalogue)]

    def _is_next_back(self) -> bool:
        out = self._out[0]
        if isinstance(out, Planned) or out.future is None:
            return True
        if out.is_sent_back():
            self._send_catalogue()
            return False
        return out.future.done()

    def _next(self) -> Planned:
        """Return what became of the first task that is out."""
        while True:
            out = self._out[0]
            found = out if isinstance(out, Planned) else self._back(out)
            if found is not None:
                self._out.popleft()
                return found
            self._send_catalogue()

    def _back(self, out: _Out) -> Planned | None:
        """Return what became of a task, None where the worker lacked the catalogue."""
        try:
            found = out.future.result() if out.future else self._done_alone(out.task)
        except BrokenExecutor:
            self._is_broken = True
            return self._done_alone(out.task)
        except Exception as error:  # noqa: BLE001 - one child stops nobody else
            return out.task.failed(error)
        return found and _of_this_version(found, out.task)

    def _send_catalogue(self) -> None:
        """Hand out again, with their catalogue, the tasks that were sent back for it."""
        for number, out in enumerate(self._out):
            if isinstance(out, _Out) and out.is_sent_back():
                packed = self._package(out.task.catalogue).packed
                self._out[number] = _Out(out.task, self._submitted(out.task, packed))

    def _done_alone(self, task: Task) -> Planned | None:
        """Return what became of *task* in a process in which nothing else is going on."""
        from concurrent.futures import ProcessPoolExecutor

        if self._lone is None:
            self._lone = ProcessPoolExecutor(1)
        packed = self._package(task.catalogue).packed
        try:
            return self._lone.submit(carried_out, self._order(task), packed).result()
        except BrokenExecutor:
            self._lone.shutdown()
            self._lone = None
            return Planned(id=task.of.id, error=Unforeseen("a worker process ended"))

    def _end(self) -> None:
        """Call back what is still out."""
        for out in self._out:
            if isinstance(out, _Out) and out.future:
                out.future.cancel()
        if self._lone is not None:
            self._lone.shutdown(cancel_futures=True)


def _of_this_version(found: Planned, task: Task) -> Planned:
    """Return *found*, or an error in its place if another motorplan made it."""
    if found.plan is None or found.plan.made_from.motorplan == VERSION:
        return found
    say, there = task.catalogue.phrases.say, found.plan.made_from.motorplan
    error = WrongUse(say("use.version", there=there, here=VERSION), say("use.version_way"))
    return Planned(id=found.id, error=error)
