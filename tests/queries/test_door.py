"""The door refuses what it cannot keep to a scope, and nothing outside the scope comes through it."""

from dataclasses import replace

import pytest
from sqlalchemy import String, bindparam, column, exists, func, literal, literal_column, select, table, text, union_all

from queries.errors import UnscopedRead, UnsupportedCut
from queries.schema import (
    book_month,
    client,
    client_group,
    client_month,
    concentration_month,
    org_month,
    planted_truth,
    rm,
    score_year,
    staff_month,
)
from queries.scope import Hold, Scope

F = client_month.c
aliased = client_month.alias("other")
inner = select(F.client_id, F.outlet_id).subquery()
common = select(F.client_id, F.outlet_id).cte("common")
REFUSED = {
    "a subquery": select(inner.c.client_id),
    "a subquery joined to a name": select(client.c.client_name_zh).join(inner, inner.c.client_id == client.c.client_id),
    "a CTE": select(common.c.client_id),
    "a CTE that is only attached": select(F.client_id).add_cte(common),
    "an alias": select(aliased.c.client_id),
    "an alias beside the table itself": select(F.client_id, aliased.c.loan_yuan).join(aliased, aliased.c.client_id == F.client_id),
    "EXISTS": select(org_month.c.node_id).where(exists().where(F.outlet_id == org_month.c.node_id)),
    "a scalar subquery": select(org_month.c.node_id, select(func.sum(F.loan_yuan)).scalar_subquery()),
    "IN of a select": select(org_month.c.node_id).where(org_month.c.node_id.in_(select(F.outlet_id))),
    "a union": union_all(select(F.client_id), select(F.client_id)),
    "text as a column": select(text("* from client_month")),
    "text as a condition": select(F.client_id).where(text("1 = 1 OR 1 = 1")),
    "text as the source": select(F.client_id).select_from(text("client_month")),
    "a literal column": select(literal_column("(select sum(loan_yuan) from client_month)")),
    "a column of no table": select(F.client_id, column("loan_yuan")),
    "a table that is not of the schema": select(table("client_month", column("client_id"))),
    "a lateral": select(select(F.client_id).lateral()),
    "a table function": select(func.read_csv("/etc/passwd").table_valued("line")),
    "a function that is not on the list": select(F.client_id, func.query_table("client")),
    "an operator of raw SQL": select(F.client_id).where(F.client_id.op("= '' OR 1 = 1 --")("x")),
    "a prefix": select(F.client_id).prefix_with("DISTINCT ON (1)"),
    "a suffix": select(F.client_id).suffix_with("UNION ALL SELECT client_id FROM client_month"),
    "a hint": select(F.client_id).with_statement_hint("anything"),
    "a lock": select(F.client_id).with_for_update(),
    "a star inside a count": select(func.count()).select_from(client_month),
    "order by text": select(F.client_id).order_by(text("1; SELECT 1")),
    "a name table alone": select(rm.c.rm_name_zh),
    "a name table crossed with a fact": select(client.c.client_name_zh, F.loan_yuan).select_from(client.join(client_month, literal(True))),
    "a name table joined on something else": select(client.c.client_name_zh).join(client_month, client.c.segment == F.segment),
    "a name table joined by an inequality": select(client.c.client_name_zh).join(client_month, client.c.client_id != F.client_id),
    "a name table joined under an OR": select(client.c.client_name_zh).join(
        client_month, (client.c.client_id == F.client_id) | (F.segment == client.c.segment)
    ),
    "names of groups by way of a name table that is not joined": select(client_group.c.group_name_zh).join(
        client, client.c.group_id == client_group.c.group_id
    ),
    "a name table hung on a shared table": select(client.c.client_name_zh).join(org_month, org_month.c.node_id == client.c.client_id),
    "planted truths": select(planted_truth.c.subject_id),
}  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_the_door_refuses(statement, warehouse, whole_bank):
    with pytest.raises(UnscopedRead) as refusal:
        warehouse.read(statement, whole_bank)
    assert refusal.value.to("zh") != refusal.value.to("en")


PASSED = {
    "a fact": select(F.outlet_id, F.loan_yuan),
    "sums by outlet": select(F.outlet_id, func.sum(F.loan_yuan).label("loan_yuan")).group_by(F.outlet_id).having(func.count(F.client_id) > 1),
    "a fact with its names": select(client.c.client_name_zh, F.loan_yuan).join(client_month, client.c.client_id == F.client_id),
    "names of groups by way of the client": select(client_group.c.group_name_zh, F.loan_yuan)
    .join_from(client_month, client, client.c.client_id == F.client_id)
    .join(client_group, client_group.c.group_id == client.c.group_id),
    "an outer join to names": select(F.client_id, rm.c.rm_name_zh).outerjoin_from(client_month, rm, rm.c.rm_id == F.rm_id),
    "a shared table alone": select(org_month.c.node_id),
    "a bound value": select(F.client_id).where(F.client_id == bindparam("who", "C0000001", String)),
}  # fmt: skip


@pytest.mark.parametrize("statement", PASSED.values(), ids=PASSED.keys())
def test_the_door_lets_pass(statement, warehouse, whole_bank):
    assert warehouse.read(statement.limit(3), whole_bank) is not None


def outlets_below(warehouse, node):
    tree = warehouse.tree()
    return {n for n in tree.nodes if tree.nodes[n].level == "outlet" and tree.is_within(n, [node])}


def branches(warehouse):
    return sorted(n.node_id for n in warehouse.tree().nodes.values() if n.level == "branch")


def holding(whole_bank: Scope, node: str, segments=None) -> Scope:
    """The scope of somebody who was granted this node and nothing else."""
    segments = segments or whole_bank.segments
    return replace(whole_bank, reach=(Hold(node, segments),), nodes=(node,), segments=segments)


def test_facts_come_from_the_granted_outlets_only(warehouse, whole_bank):
    branch = branches(warehouse)[0]
    seen = warehouse.read(select(F.outlet_id).distinct(), holding(whole_bank, branch))
    assert seen.height > 0
    assert set(seen["outlet_id"]) <= outlets_below(warehouse, branch)


def test_a_scope_of_nothing_reads_no_row(warehouse, whole_bank):
    assert warehouse.read(select(F.client_id), Scope.nothing(whole_bank.month)).is_empty()
    assert warehouse.read(select(concentration_month.c.node_id), Scope.nothing(whole_bank.month)).is_empty()


def test_picking_a_node_that_was_not_granted_keeps_nothing(warehouse, whole_bank):
    first, second = branches(warehouse)[:2]
    assert holding(whole_bank, first).narrow(warehouse.tree(), [second]).is_empty


def test_narrowing_is_monotone_and_idempotent(warehouse, whole_bank):
    tree = warehouse.tree()
    for node in tree.nodes:
        narrow = whole_bank.narrow(tree, [node])
        assert narrow.nodes == (node,)
        assert narrow.narrow(tree, [node]) == narrow
        assert narrow.narrow(tree, [tree.root]) == narrow


def test_the_same_picks_in_any_order_make_the_same_scope(warehouse, whole_bank):
    tree, (first, second) = warehouse.tree(), branches(warehouse)[:2]
    assert whole_bank.narrow(tree, [first, second]) == whole_bank.narrow(tree, [second, first, second])


def test_a_segment_grant_shows_that_segment_only(warehouse, whole_bank):
    scope = holding(whole_bank, warehouse.tree().root, ("corporate",))
    assert set(warehouse.read(select(F.segment).distinct(), scope)["segment"]) == {"corporate"}


def test_a_table_without_segments_is_refused_to_a_segment_grant(warehouse, whole_bank):
    with pytest.raises(UnsupportedCut):
        warehouse.read(select(staff_month.c.all_staff_count), holding(whole_bank, warehouse.tree().root, ("corporate",)))


def test_roll_ups_of_nodes_are_refused_to_a_segment_grant(warehouse, whole_bank):
    with pytest.raises(UnsupportedCut):
        warehouse.read(select(concentration_month.c.total_yuan), holding(whole_bank, warehouse.tree().root, ("corporate",)))


def test_roll_ups_show_no_node_that_holds_a_foreign_outlet(warehouse, whole_bank):
    branch = branches(warehouse)[0]
    allowed = {n for n in warehouse.tree().nodes if warehouse.tree().is_within(n, [branch])}
    seen = warehouse.read(select(concentration_month.c.node_id).distinct(), holding(whole_bank, branch))
    assert set(seen["node_id"]) <= allowed
    assert branch in set(seen["node_id"])


def test_an_rm_sees_their_clients_of_today_with_their_whole_history(warehouse, whole_bank):
    held = warehouse.read(select(F.rm_id, F.client_id).where(F.month == whole_bank.month, F.rm_id.is_not(None)), whole_bank)
    rm_id = held.group_by("rm_id").len().sort("len", "rm_id")["rm_id"][-1]
    own = warehouse.read(select(F.client_id, F.month), holding(whole_bank, f"rm:{rm_id}"))
    today = warehouse.read(select(F.client_id).where(F.rm_id == rm_id, F.month == whole_bank.month), whole_bank)
    assert own["month"].n_unique() > 1
    assert len(set(today["client_id"]) & set(own["client_id"])) > 0
    assert set(own["client_id"]) - set(held["client_id"]) == set() or own["client_id"].n_unique() <= held.height


def test_an_analyst_sees_pseudonyms_that_are_stable_within_a_scope_and_differ_between_sessions(warehouse, whole_bank):
    masked = replace(whole_bank, names_visible=False, salt="one")
    statement = select(F.client_id, F.loan_yuan).where(F.month == whole_bank.month)
    first, again = warehouse.read(statement, masked), warehouse.read(statement, masked)
    other = warehouse.read(statement, replace(masked, salt="two"))
    assert first["client_id"].str.starts_with("#").all()
    assert set(first["client_id"]) == set(again["client_id"])
    assert set(first["client_id"]) & set(other["client_id"]) == set()
    assert first["client_id"].n_unique() == first.height


@pytest.mark.parametrize("expression", [func.min(client.c.client_name_zh), client.c.client_name_zh + "!", func.lower(client.c.client_name_en),
                                        func.coalesce(F.group_id, F.client_id)])  # fmt: skip
def test_a_hidden_name_inside_an_expression_is_refused(expression, warehouse, whole_bank):
    masked = replace(whole_bank, names_visible=False, salt="one")
    statement = select(expression.label("x")).select_from(client_month.join(client, client.c.client_id == F.client_id))
    with pytest.raises(UnscopedRead):
        warehouse.read(statement, masked)


def test_staff_details_are_empty_without_the_right_to_them(warehouse, whole_bank):
    statement = select(score_year.c.rm_id, score_year.c.score)
    assert warehouse.read(statement, whole_bank)["score"].null_count() == 0
    hidden = warehouse.read(statement, replace(whole_bank, staff_visible=False))
    assert hidden.height > 0
    assert hidden["score"].null_count() == hidden.height


def test_a_roll_up_may_not_read_beside_the_rows_it_was_given(warehouse, whole_bank):
    def greedy(holders):
        return select(func.sum(book_month.c.loan_yuan).label("loan_yuan")).select_from(book_month)

    with pytest.raises(UnscopedRead):
        warehouse.read(select(F.outlet_id), whole_bank, greedy)
