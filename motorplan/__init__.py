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
    from motorplan.ability.estimating import make_estimate as make_estimate
    from motorplan.attending import make_group_today as make_group_today
    from motorplan.browsing import Filters as Filters
    from motorplan.browsing import find_activities as find_activities
    from motorplan.browsing import find_skills as find_skills
    from motorplan.browsing import path_between as path_between
    from motorplan.browsing import show as show
    from motorplan.browsing import word_list as word_list
    from motorplan.browsing import word_lists as word_lists
    from motorplan.caseload.folders import plan_folder as plan_folder
    from motorplan.caseload.plans import make_plans as make_plans
    from motorplan.caseload.tasks import Planned as Planned
    from motorplan.catalogue import Catalogue as Catalogue
    from motorplan.checking import check_plan as check_plan
    from motorplan.checking.groups import check_group_plan as check_group_plan
    from motorplan.compiling import schema_text as schema_text
    from motorplan.composing import Answers as Answers
    from motorplan.composing import Safety as Safety
    from motorplan.composing import child_text as child_text
    from motorplan.composing import save_child as save_child
    from motorplan.converting.files import json_text as json_text
    from motorplan.daily import Wish as Wish
    from motorplan.daily import make_today as make_today
    from motorplan.delivering import Delivery as Delivery
    from motorplan.delivering import deliver as deliver
    from motorplan.diffing import diff_plans as diff_plans
    from motorplan.editing import Edited as Edited
    from motorplan.editing import edit_plan as edit_plan
    from motorplan.errors import Defect as Defect
    from motorplan.errors import FileProblems as FileProblems
    from motorplan.errors import MotorplanError as MotorplanError
    from motorplan.errors import NoGroupPlan as NoGroupPlan
    from motorplan.errors import NoPlan as NoPlan
    from motorplan.errors import NothingToday as NothingToday
    from motorplan.errors import Problem as Problem
    from motorplan.errors import Refused as Refused
    from motorplan.errors import Unforeseen as Unforeseen
    from motorplan.errors import UnknownWord as UnknownWord
    from motorplan.errors import WrongUse as WrongUse
    from motorplan.explaining.own_pages import plan_for as plan_for
    from motorplan.explaining.why import why_of as why_of
    from motorplan.gathering import LeftOut as LeftOut
    from motorplan.gathering import load_catalogue as load_catalogue
    from motorplan.group_diffing import diff_group_plans as diff_group_plans
    from motorplan.group_subjects import edit_group_plan as edit_group_plan
    from motorplan.group_subjects import plan_group_again as plan_group_again
    from motorplan.grouping import current_group_plan as current_group_plan
    from motorplan.grouping import load_group as load_group
    from motorplan.grouping import load_group_plan as load_group_plan
    from motorplan.grouping import make_group_plan as make_group_plan
    from motorplan.grouping import why_group as why_group
    from motorplan.making import current_plan as current_plan
    from motorplan.making import load_child as load_child
    from motorplan.making import load_plan as load_plan
    from motorplan.making import make_plan as make_plan
    from motorplan.making import next_monday as next_monday
    from motorplan.making import save_plan as save_plan
    from motorplan.model.answers import Difference as Difference
    from motorplan.model.answers import PlannedFile as PlannedFile
    from motorplan.model.answers import Way as Way
    from motorplan.model.children import Child as Child
    from motorplan.model.edits import Edit as Edit
    from motorplan.model.groups import Group as Group
    from motorplan.model.groups import GroupPlan as GroupPlan
    from motorplan.model.pages import Look as Look
    from motorplan.model.plans import Plan as Plan
    from motorplan.paging import plan_html as plan_html
    from motorplan.paging import plan_markdown as plan_markdown
    from motorplan.planning.placing import next_question as next_question
    from motorplan.rendering.differences import difference_text as difference_text
    from motorplan.rendering.drawings import drawing_of as drawing_of
    from motorplan.rendering.exports import exported as exported
    from motorplan.rendering.groups import group_plan_text as group_plan_text
    from motorplan.rendering.groups import group_today_text as group_today_text
    from motorplan.rendering.groups import suggestion_text as suggestion_text
    from motorplan.rendering.ladders import way_text as way_text
    from motorplan.rendering.paper import Paper as Paper
    from motorplan.rendering.terminal import activity_text as activity_text
    from motorplan.rendering.terminal import plan_text as plan_text
    from motorplan.rendering.terminal import skill_text as skill_text
    from motorplan.rendering.terminal import today_text as today_text
    from motorplan.rendering.terminal import understood_text as understood_text
    from motorplan.rendering.terminal import why_text as why_text
    from motorplan.replanning import plan_again as plan_again
    from motorplan.suggesting import suggest_groups as suggest_groups
    from motorplan.understanding import understand as understand
    from motorplan.ways import moved as moved
    from motorplan.ways import way_to as way_to

__version__ = VERSION
_HOMES = {
    "Answers": "composing",
    "Catalogue": "catalogue",
    "Child": "model.children",
    "Defect": "errors",
    "Delivery": "delivering",
    "Difference": "model.answers",
    "Edit": "model.edits",
    "Edited": "editing",
    "FileProblems": "errors",
    "Filters": "browsing",
    "Group": "model.groups",
    "GroupPlan": "model.groups",
    "LeftOut": "gathering",
    "Look": "model.pages",
    "MotorplanError": "errors",
    "NoGroupPlan": "errors",
    "NoPlan": "errors",
    "NothingToday": "errors",
    "Paper": "rendering.paper",
    "Plan": "model.plans",
    "Planned": "caseload.tasks",
    "PlannedFile": "model.answers",
    "Problem": "errors",
    "Refused": "errors",
    "Safety": "composing",
    "Unforeseen": "errors",
    "UnknownWord": "errors",
    "Way": "model.answers",
    "Wish": "daily",
    "WrongUse": "errors",
    "activity_text": "rendering.terminal",
    "check_group_plan": "checking.groups",
    "check_plan": "checking",
    "child_text": "composing",
    "current_group_plan": "grouping",
    "current_plan": "making",
    "deliver": "delivering",
    "diff_group_plans": "group_diffing",
    "diff_plans": "diffing",
    "difference_text": "rendering.differences",
    "drawing_of": "rendering.drawings",
    "edit_group_plan": "group_subjects",
    "edit_plan": "editing",
    "exported": "rendering.exports",
    "find_activities": "browsing",
    "find_skills": "browsing",
    "group_plan_text": "rendering.groups",
    "group_today_text": "rendering.groups",
    "json_text": "converting.files",
    "load_catalogue": "gathering",
    "load_child": "making",
    "load_group": "grouping",
    "load_group_plan": "grouping",
    "load_plan": "making",
    "make_estimate": "ability.estimating",
    "make_group_plan": "grouping",
    "make_group_today": "attending",
    "make_plan": "making",
    "make_plans": "caseload.plans",
    "make_today": "daily",
    "moved": "ways",
    "next_monday": "making",
    "next_question": "planning.placing",
    "path_between": "browsing",
    "plan_again": "replanning",
    "plan_group_again": "group_subjects",
    "plan_for": "explaining.own_pages",
    "plan_folder": "caseload.folders",
    "plan_html": "paging",
    "plan_markdown": "paging",
    "plan_text": "rendering.terminal",
    "save_child": "composing",
    "save_plan": "making",
    "schema_text": "compiling",
    "show": "browsing",
    "skill_text": "rendering.terminal",
    "suggest_groups": "suggesting",
    "suggestion_text": "rendering.groups",
    "today_text": "rendering.terminal",
    "understand": "understanding",
    "understood_text": "rendering.terminal",
    "way_text": "rendering.ladders",
    "way_to": "ways",
    "why_group": "grouping",
    "why_of": "explaining.why",
    "why_text": "rendering.terminal",
    "word_list": "browsing",
    "word_lists": "browsing",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - the names of a dictionary are text


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module 'motorplan' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"motorplan.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
