"""Frames in, Plotly figures out, in IBCS notation. Nothing here knows Streamlit or the warehouse.

Actual is solid and dark, the previous year lighter, a plan outlined, a forecast hatched; colour means a variance.
"""

from dashboard.figures.base import MOST_ROWS, Chart, Look, Native
from dashboard.figures.boxes import boxes
from dashboard.figures.difference import difference
from dashboard.figures.fairness import against_expected, learning
from dashboard.figures.flows import bridge
from dashboard.figures.goals import outcome, progress
from dashboard.figures.grids import heat_map, transition_matrix
from dashboard.figures.histogram import histogram
from dashboard.figures.limits import used
from dashboard.figures.months import months
from dashboard.figures.pareto import pareto
from dashboard.figures.peers import peers
from dashboard.figures.people import pyramid
from dashboard.figures.quadrant import quadrant
from dashboard.figures.ranking import ranking
from dashboard.figures.spread import lorenz
from dashboard.figures.survival import by_chance, survival
from dashboard.figures.targets import bullet, dot_to_full
from dashboard.figures.timeline import timeline
from dashboard.figures.trend import trend
from dashboard.figures.variance import variance
from dashboard.figures.worth import worth

__all__ = [
    "against_expected", "learning",
    "MOST_ROWS", "Chart", "Look", "Native", "boxes", "bridge", "bullet", "by_chance", "difference", "dot_to_full", "heat_map", "histogram", "lorenz", "months", "outcome", "pareto", "peers",
    "progress", "pyramid", "quadrant", "ranking", "survival", "timeline", "transition_matrix", "trend", "used", "variance", "worth",
]  # fmt: skip
