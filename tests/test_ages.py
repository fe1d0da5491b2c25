"""Ages in months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motorplan.ages import age_months, corrected_age_months, hazard_age_months

BORN = date(2024, 1, 1)


def test_a_child_born_at_24_weeks_has_a_hazard_age_16_weeks_lower():
    """Chronological 25 months, born 16 weeks early: the hazard age is about 21."""
    on = date(2026, 2, 1)
    assert round(age_months(BORN, on)) == 25
    assert round(hazard_age_months(BORN, on, 24)) == 21


def test_correction_of_norms_ends_at_24_months_of_corrected_age():
    """From then on norms go by the birthday; hazards go on subtracting."""
    assert corrected_age_months(BORN, date(2026, 2, 1), 24) is not None
    assert corrected_age_months(BORN, date(2026, 9, 1), 24) is None


@given(st.integers(22, 43), st.integers(0, 4000))
def test_fewer_weeks_of_gestation_never_make_the_hazard_age_higher(weeks, days):
    """And weeks beyond 40 change nothing."""
    on = date.fromordinal(BORN.toordinal() + days)
    early = hazard_age_months(BORN, on, weeks)
    assert early <= hazard_age_months(BORN, on, weeks + 1)
    assert hazard_age_months(BORN, on, max(40, weeks)) == age_months(BORN, on)
