"""
Ages in months: chronological, corrected, and the one that hazards go by.

A month is a twelfth of a year of 365.25 days. Corrected age subtracts the weeks missing
to 40 (American Academy of Pediatrics 2024, Pediatrics 153(2) e2023063801).
"""

from datetime import date

DAYS_A_MONTH = 30.4375
FULL_TERM_WEEKS = 40
CORRECTED_UNTIL_MONTHS = 24.0


def age_months(born: date, on: date) -> float:
    """Return the chronological age in months; negative before birth."""
    return (on - born).days / DAYS_A_MONTH


def missing_months(gestation_weeks: int | None) -> float:
    """Return the weeks missing to 40, in months; 0 when unknown or not early."""
    if gestation_weeks is None:
        return 0.0
    return max(0, FULL_TERM_WEEKS - gestation_weeks) * 7 / DAYS_A_MONTH


def corrected_age_months(born: date, on: date, gestation_weeks: int | None) -> float | None:
    """Return the corrected age in months, or None when nothing is corrected (any more)."""
    missing = missing_months(gestation_weeks)
    corrected = age_months(born, on) - missing
    return corrected if missing and corrected < CORRECTED_UNTIL_MONTHS else None


def norm_age_months(born: date, on: date, gestation_weeks: int | None) -> float:
    """Return the age that norms are read at: corrected until 24 months, at least 0.5."""
    corrected = corrected_age_months(born, on, gestation_weeks)
    return max(0.5, age_months(born, on) if corrected is None else corrected)


def hazard_age_months(born: date, on: date, gestation_weeks: int | None) -> float:
    """
    Return the age that hazards go by, in months.

    The weeks missing to 40 are subtracted at every age, so that it never jumps.
    """
    return age_months(born, on) - missing_months(gestation_weeks)
