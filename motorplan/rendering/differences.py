"""What changed between two plans as text."""

from motorplan.model.answers import Difference
from motorplan.rendering.paper import Paper


def difference_text(difference: Difference, paper: Paper) -> str:
    """Return a difference as text."""
    lines = [*paper.title(paper.say("changed", name=difference.group or difference.child))]
    if difference.same:
        lines += paper.block(paper.say("unchanged"))
    lines += paper.points([change.says for change in difference.changes])
    if difference.because:
        lines += paper.heading("because")
        lines += paper.points([reason.says for reason in difference.because])
    return "\n".join(lines) + "\n"
