"""What the policy's table says of a request, worked out from the facts of the register and nothing of the code."""

from app.access.policy import LINES, Act, Beside, Named, Reach, Standing, Who
from app.api_keys.models import Scope
from tests.access.sweep.register import PARENTS, WORDS, Asker, Register


def near(asker: Asker, group: str) -> bool:
    """Leads the group's parent, or one below it."""
    led = {name for name, standing in asker.standings.items() if standing == Standing.lead}
    return PARENTS.get(group) in led or any(PARENTS.get(one) == group for one in led)


def who(asker: Asker, group: str | None, thing: str | None = None) -> frozenset[Who]:
    """What somebody is towards a thing of a group; towards no thing: all that they are anywhere."""
    found: set[Who] = {Beside.anybody}
    if asker.key is None:
        return frozenset(found)
    found.add(Beside.caller)
    if asker.administrator:
        found.add(Standing.administrator)
    if asker.person_id and (thing is None or thing == asker.person_id):
        found.add(Beside.oneself)
    if thing in asker.owns or (thing is None and asker.person_id):
        found.add(Beside.owner)
    for name in WORDS if group is None else [group]:
        found |= {asker.standings[name]} if name in asker.standings else set()
        found |= {Beside.near} if near(asker, name) else set()
    return frozenset(found)


def allows(asker: Asker, act: Act | Reach, towards: frozenset[Who]) -> bool:
    """A system is a lead of its groups in what its scopes are for, and reads the rest as what it is there."""
    line = LINES[act]
    if asker.person_id or asker.administrator or Scope.read in line.scopes:
        return bool(line.who & towards)
    there = bool(towards & set(Standing))
    return there and Standing.lead in line.who and bool(line.scopes & asker.scopes)


def has_scope(asker: Asker, method: str, line: Named) -> bool:
    wanted = {Scope.read} if method == "GET" else {s for act in line.acts for s in LINES[act].scopes}
    return bool(wanted & asker.scopes)


def status(asker: Asker, method: str, line: Named, act: Act | Reach, towards: frozenset[Who]) -> int:
    """200: allowed, whatever comes of it; else 401, 403 or 404."""
    if Beside.anybody in LINES[act].who:
        return 200
    if asker.key is None:
        return 401
    if not has_scope(asker, method, line):
        return 403
    if not allows(asker, line.known, towards):
        return 404
    return 200 if allows(asker, act, towards) else 403


def sees(asker: Asker, group: str) -> bool:
    """The inside of a group."""
    return asker.administrator or group in asker.standings


def owns_in(register: Register, asker: Asker, group: str) -> bool:
    """Owns a point of the group."""
    return not asker.owns.isdisjoint(register.places[group].things.values())


def named_in(asker: Asker, group: str) -> bool:
    """Sees a group whose point names one of that group as its owner: next to it (register._ties)."""
    tied = {("own", "above"), ("own", "below"), ("above", "own"), ("below", "own")}
    return any((one, group) in tied for one in asker.standings)


def knows(register: Register, asker: Asker, kind: str, group: str, id: str) -> bool:
    """Whether the thing may be named to them at all."""
    if sees(asker, group) or id in asker.owns:
        return True
    if kind == "persons":
        return id == asker.person_id
    if kind == "tied person" and named_in(asker, group):
        return True
    if kind == "groups" and (
        owns_in(register, asker, group) or any(PARENTS.get(name) == group for name in asker.standings)
    ):
        return True  # it stands in the point, or in the group that reports to it
    return kind in {"groups", "meetings", "held"} and near(asker, group)
