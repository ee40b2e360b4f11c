"""The policy as a page of the documentation, printed from the code: `python -m app policy`."""

from collections.abc import Iterable, Iterator, Sequence

from app.access.facets import DECISIONS, READING, STATES, WRITING, Facet
from app.access.policy import LINES, Act, Beside, Named, Reach, Standing, Who

COLUMNS: tuple[Who, ...] = (*Standing, *Beside)
HEAD = """# Who may do what

Printed from `app/access/policy.py` and `app/access/facets.toml` by `python -m app policy`; a test keeps it
equal. A route without a line does not start. The sweep in `tests/access/sweep/` asks every route as everybody and
compares.

*Lead*: chair, vice chair, secretary, coordinator, and people of the group's office. *Member*: member, treasurer,
co-opted, user representative, substitute. *Near*: leads the group's parent or a subgroup. *Owner*: answers for the
point, in the group or not. *Oneself*: the person it is about. *Caller*: whoever proves who they are.

Who does not know a thing is answered as if it were not there: 404, or for a field of the body or a filter what an id
that does not exist gives; same body, headers, counts and work. Who knows it and may not: 403. Order of checks: route,
401, scope (403), form (415, 413, 422), 404, 403, 428/412, 409/422.
"""


def page(routes: Iterable[tuple[str, str, Named]]) -> str:
    """The page; `routes` are (METHOD, path, what it names)."""
    return "\n".join([HEAD, *_acts(), "", *_routes(routes), "", *_facets(), *_decisions()])


def _acts() -> Iterator[str]:
    yield from ("## Acts", "")
    yield from _table(
        ["act", *COLUMNS, "scope of a key"],
        [[f"`{act}`", *_marks(act), " or ".join(sorted(LINES[act].scopes))] for act in [*Act, *Reach]],
    )


def _marks(act: Act | Reach) -> list[str]:
    return ["yes" if who in LINES[act].who else "–" for who in COLUMNS]


def _routes(routes: Iterable[tuple[str, str, Named]]) -> Iterator[str]:
    yield from ("## Routes", "", "*Known by*: the line that says who gets 403 and not 404.", "")
    rows = [
        [f"{method} `{path}`", ", ".join(f"`{act}`" for act in said.acts), f"`{said.known}`"]
        for method, path, said in sorted(routes, key=lambda one: (one[1], one[0]))
    ]
    yield from _table(["route", "act", "known by"], rows)


def _facets() -> Iterator[str]:
    for title, facets in (("Fields read", READING), ("Fields written", WRITING), ("States", STATES)):
        yield from (f"## {title}", "")
        yield from _table(["thing", "what", "who", "asked in"], [_cells(facet) for facet in facets])
        yield ""


def _cells(facet: Facet) -> list[str]:
    return [facet.thing, facet.what, facet.who, f"`app/{facet.asked_in}`"]


def _decisions() -> Iterator[str]:
    yield from ("## Where the contract is silent", "")
    yield from _table(["about", "decided", "because"], [list(one) for one in DECISIONS])
    yield ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
