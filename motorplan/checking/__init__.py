"""
The second opinion: replays a plan on the child and says what it breaks.

It reads the same lists as the planner but shares none of its deciding code: it imports the
model, the catalogue and the estimate, and nothing of safety, planning or explaining. What the
writer of plans may say is stated in ``words`` (items) and ``whole`` (the rest); both tell how
to keep them in step.
"""

from motorplan.checking.plans import check_plan

__all__ = ["check_plan"]
