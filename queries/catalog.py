"""Every metric, query and rule of the product, by subject. Nothing is defined here."""

from queries import (
    attrition,
    calls,
    care,
    care_policy,
    churn,
    churn_cuts,
    churn_policy,
    client_file,
    cohorts,
    credit,
    credit_policy,
    fairness,
    handover,
    headcount,
    lately,
    lineage,
    outlook,
    policy,
    portfolio,
    pricing_policy,
    pyramid_policy,
    retention,
    rm_file,
    silent,
    standings,
    targets,
    team_shape,
    teams,
    warning_policy,
    workload,
    worth,
)
from queries.concentration import (
    concession,
    contribution,
    dependence,
    depositors,
    large,
    limit_policy,
    limits,
    noted,
    parts,
    potential,
    pyramid,
    shares,
    stress,
    terms,
    watch,
)
from queries.metric import Metric
from queries.policy import Rule
from queries.query import Query

SUBJECTS = (portfolio, targets, standings, lately, fairness, headcount, outlook, team_shape, teams, attrition, workload, rm_file, churn, retention, churn_cuts, cohorts, calls, worth, silent, handover, care, client_file, shares, noted, limits, depositors, stress, contribution, concession, terms, pyramid, large, potential, parts, dependence, credit, watch, lineage)
METRICS: dict[str, Metric] = {metric.key: metric for subject in SUBJECTS for metric in subject.METRICS}
QUERIES: dict[str, Query] = {
    found.key: found for subject in SUBJECTS for found in vars(subject).values() if isinstance(found, Query)
}
FINDINGS: tuple[Query, ...] = tuple(found for key, found in QUERIES.items() if key.endswith("findings"))
RULES: tuple[Rule, ...] = tuple(rule for rules in (policy, limit_policy, churn_policy, warning_policy, care_policy, pricing_policy, pyramid_policy, credit_policy) for rule in rules.RULES)
