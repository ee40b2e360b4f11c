"""What kind of subject a clause has, as the table of confidence names it."""

from app.imports import kinds, lexicon
from app.imports.clauses import Clause

_WE = frozenset(("vi", "ni", "we"))


def who(clause: Clause) -> str:
    """The kind of subject: person, role, organization, group, everyone, we; thing, nobody or vague."""
    if clause.subject == "actor":
        first = clause.party[0]
        if tuple(first.name.lower().split()[:2]) in lexicon.phrases("names", "whoever"):
            return "whoever"
        if first.name.lower() in _WE:
            return "we"
        if first.name.lower().split()[0] in lexicon.words("names", "everyone") | {"varje", "respektive"}:
            return "everyone"
        if first.kind == "organization" and kinds.is_general(first.name.lower()):
            return "general_organization"
        return first.kind if first.sure else f"perhaps_{first.kind}"
    return {"pronoun": "person", "none": "nobody"}.get(clause.subject, clause.subject)
