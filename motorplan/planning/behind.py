"""What lies behind in a plan that is gone on with, and what it leaves for the days ahead."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve
from motorplan.model.plans import Item, Session
from motorplan.model.safety import LoadCap
from motorplan.planning.past import Past
from motorplan.planning.positions import FEATURES as POSITION_FEATURES
from motorplan.planning.times import Sitting, monday_of
from motorplan.planning.variants import sum_features
from motorplan.planning.week import Week


class Behind:
    """
    The sessions of one child that lie behind.

    Args:
        sessions: The sessions, as they were planned.

        catalogue: What their activities hold, as far as they are known by now.
    """

    def __init__(self, sessions: Sequence[Session], catalogue: Catalogue) -> None:
        self.sessions, self.catalogue = sessions, catalogue

    def __bool__(self) -> bool:
        """Return whether anything was planned in them."""
        return any(session.items for session in self.sessions)

    def since(self, day: date) -> frozenset[str]:
        """Return the activities from *day* on."""
        lately = (session for session in self.sessions if session.date >= day)
        return frozenset(item.activity for session in lately for item in session.items)

    def grades(self) -> Iterator[tuple[str, int]]:
        """Yield each item's activity and grade."""
        return ((item.activity, item.grade) for s in self.sessions for item in s.items)

    def added_to(self, past: Past, caps: Iterable[LoadCap]) -> Past:
        """Return *past* with these days, and with what they did to the body under *caps*."""
        days = {i.activity: s.date.toordinal() for s in self.sessions for i in s.items}
        loaded = {
            cap.id: frozenset(
                s.date.toordinal()
                for s in self.sessions
                if any(self._load(item, cap.feature) >= cap.at_least for item in s.items)
            )
            for cap in caps
            if cap.rest_days
        }
        return evolve(past, known=past.known.union(days), days=days, loaded=loaded)

    def lessened(self, week: Week, caps: Sequence[LoadCap], sittings: Sequence[Sitting]) -> Week:
        """Return *week* with less room where its days that lie behind took some."""
        monday = monday_of(sittings[0].day) if sittings else None
        items = [
            item
            for s in self.sessions
            if monday is not None and s.date >= monday
            for item in s.items
        ]
        if not items:
            return week
        used: dict[str, int] = {}
        for item in items:
            activity = self.catalogue.activities.get(item.activity)
            for tag in activity.tags if activity else ():
                used[f"tag:{tag}"] = used.get(f"tag:{tag}", 0) + 1
            for cap in caps:
                if self._load(item, cap.feature) >= cap.at_least:
                    used[f"week:{cap.id}"] = used.get(f"week:{cap.id}", 0) + item.minutes
        limits = [evolve(li, most=max(0, li.most - used.get(li.id, 0))) for li in week.limits]
        return evolve(week, limits=limits)

    def _load(self, item: Item, feature: str) -> float:
        """Return how much of *feature* an item behind us held, as far as the catalogue knows it."""
        activity = self.catalogue.activities.get(item.activity)
        if activity is None:
            return 0.0
        grades = [g.features for g in activity.grades if g.id == item.grade_id]
        known = self.catalogue.materials
        things = [known[m.id].hazards for m in item.materials if m.id in known]
        position = POSITION_FEATURES.get(item.position, {})
        return sum_features([activity.features, *grades, *things, position]).get(feature, 0.0)
