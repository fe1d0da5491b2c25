"""
Plans fine- and gross-motor activities for children: graded, safe, explained.

The public names are loaded when they are first used::

    import motorplan as mp

    catalogue = mp.load_catalogue()
    child = mp.load_child("examples/otter.toml")
    plan = mp.make_plan(child, catalogue, weeks=4, start=date(2026, 11, 30))
    assert mp.check_plan(plan, child, catalogue) == ()
"""

from importlib import import_module
from typing import TYPE_CHECKING

from motorplan.version import VERSION

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue as Catalogue
    from motorplan.checking import check_plan as check_plan
    from motorplan.daily import Wish as Wish
    from motorplan.daily import make_today as make_today
    from motorplan.errors import Defect as Defect
    from motorplan.errors import FileProblems as FileProblems
    from motorplan.errors import MotorplanError as MotorplanError
    from motorplan.errors import NoPlan as NoPlan
    from motorplan.explaining.why import why_of as why_of
    from motorplan.gathering import load_catalogue as load_catalogue
    from motorplan.making import load_child as load_child
    from motorplan.making import load_plan as load_plan
    from motorplan.making import make_plan as make_plan
    from motorplan.making import save_plan as save_plan
    from motorplan.model.children import Child as Child
    from motorplan.model.plans import Plan as Plan
    from motorplan.understanding import understand as understand

__version__ = VERSION
_HOMES = {
    "Catalogue": "catalogue",
    "Child": "model.children",
    "Defect": "errors",
    "FileProblems": "errors",
    "MotorplanError": "errors",
    "NoPlan": "errors",
    "Plan": "model.plans",
    "Wish": "daily",
    "check_plan": "checking",
    "load_catalogue": "gathering",
    "load_child": "making",
    "load_plan": "making",
    "make_plan": "making",
    "make_today": "daily",
    "save_plan": "making",
    "understand": "understanding",
    "why_of": "explaining.why",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - the names of a dictionary are text


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module 'motorplan' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"motorplan.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
