"""One RM, one client, or one team of an outlet, as a choice."""

from dashboard import formats, words
from dashboard.filters.link import Link, stood
from dashboard.page import remembered
from queries import client_file, headcount, rm_file, teams
from queries.scope import Scope
from queries.text import LANGS, Lang, Text
from queries.warehouse import Warehouse

WIDTH = 274  # pixels: two boxes of the row and what is between them
LONGEST = 30  # half-width places that such a box shows
NOBODY = ""


def who(link: Link, warehouse: Warehouse, scope: Scope, lang: Lang) -> str:
    """The RM in question: whoever is in post in the scope, or was and is asked for by number; an own book is its RM's."""
    own = scope.books[0] if scope.books else NOBODY
    offered = dict.fromkeys(scope.books, "") if scope.books else {row["rm_id"]: _said(row, lang) for row in _people(warehouse, scope)}
    asked = (link.incoming.get("who", []) if link.is_new else stood("who", f"who-{lang}", []))[:1]
    for number in {*scope.books, *asked} - {key for key, said in offered.items() if said}:
        if number and (row := next(remembered(rm_file.card.key, scope.asking(who=number), warehouse).iter_rows(named=True), None)):
            offered[number] = _said(row, lang)
    options = offered if own else {NOBODY: words.CHOOSE_RM_OPTION.to(lang), **offered}
    return link.select("who", words.RM_BOX, {key: said or key for key, said in options.items()}, own, lang, WIDTH)


def _people(warehouse: Warehouse, scope: Scope) -> list[dict[str, str]]:
    return list(remembered(headcount.people.key, scope, warehouse).sort("rm_id").iter_rows(named=True))


def _said(row: dict[str, str], lang: Lang) -> str:
    return formats.clipped(words.RM_OPTION.to(lang).format(name=row[f"rm_{lang}"], number=row["rm_id"], outlet=row[f"outlet_{lang}"]), LONGEST)


def client(link: Link, warehouse: Warehouse, scope: Scope, lang: Lang) -> str:
    """The client in question, if there is such a one within the scope: asked for by number in a link, never by a list of all."""
    asked = (link.incoming.get("client", []) if link.is_new else stood("client", "client-number", []))[:1]
    known = [number for number in asked if number and remembered(client_file.card.key, scope.asking(client=number), warehouse).height]
    chosen = link.take("client", "client-number", [NOBODY, *known], [NOBODY], lang)[0]
    link.note("client", [chosen], [NOBODY])
    return chosen


def team(link: Link, warehouse: Warehouse, scope: Scope, lang: Lang) -> tuple[str, dict[str, Text]]:
    """The team in view, and all there are to choose from where a single outlet is."""
    found: dict[str, Text] = {}
    if len(scope.nodes) == 1 and not scope.books and warehouse.tree(scope.month).nodes[scope.nodes[0]].level == "outlet":
        rows = remembered(teams.by_team.key, scope, warehouse).iter_rows(named=True)
        found = {row["team_id"]: Text(*(row[f"name_{side}"] for side in LANGS)) for row in rows if row["team_id"]}
    chosen = link.take("team", "team-of-outlet", [NOBODY, *found], [NOBODY], lang)[0]
    link.note("team", [chosen], [NOBODY])
    return chosen, found
