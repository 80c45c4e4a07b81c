"""Every metric and every query of the product, by subject. Nothing is defined here."""

from queries import (
    attrition,
    concentration,
    fairness,
    headcount,
    lately,
    lineage,
    outlook,
    portfolio,
    rm_file,
    standings,
    targets,
    team_shape,
    teams,
    workload,
)
from queries.metric import Metric
from queries.query import Query

SUBJECTS = (portfolio, targets, standings, lately, fairness, headcount, outlook, team_shape, teams, attrition, workload, rm_file, concentration, lineage)
METRICS: dict[str, Metric] = {metric.key: metric for subject in SUBJECTS for metric in subject.METRICS}
QUERIES: dict[str, Query] = {
    found.key: found for subject in SUBJECTS for found in vars(subject).values() if isinstance(found, Query)
}
FINDINGS: tuple[Query, ...] = tuple(subject.findings for subject in SUBJECTS if hasattr(subject, "findings"))
