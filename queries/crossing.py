"""When a growing client crosses the large-client line."""

from decimal import Decimal
from math import ceil, log

from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.pyramid_policy import POTENTIAL_MONTHS

SLACK = 1e-9  # months; so that a client who is exactly there on a month's end is not put off to the next


def line_of(segment: str) -> Decimal:
    return LARGE_CLIENT_PERSONAL.value if segment == "personal" else LARGE_CLIENT_OTHER.value


def months_to_line(mean: float, slope: float, line: float) -> int | None:
    """Whole months in which `mean` × e^(slope × months) reaches the line; None where it does not within those of policy."""
    if slope <= 0:
        return None
    months = max(1, ceil(log(line / mean) / slope - SLACK))
    return months if months <= int(POTENTIAL_MONTHS.value) else None
