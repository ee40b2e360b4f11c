"""What was promised, held against what the mail server received."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from torture.ledger import Entry
from torture.letterbox import Copy

NEEDS_A_REASON = {"uncertain", "failed", "superseded", "expired", "held"}
MOST = 2
FEW = 100  # one mail in so many may expire


@dataclass
class Verdict:
    """`breaches`: one sentence for each promise that was not kept."""

    states: Counter[str] = field(default_factory=Counter)
    second_copies: int = 0
    lost: int = 0
    breaches: list[str] = field(default_factory=list)


def judge(entries: Collection[Entry], copies: Iterable[Copy], expected: Collection[str]) -> Verdict:
    """`expected`: the addresses that were each to get one digest."""
    received: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        received[copy.message_id].append(copy)
    verdict = Verdict(Counter(entry.state for entry in entries if entry.kind == "digest"))
    verdict.second_copies = sum(len(each) > 1 for each in received.values())
    for entry in entries:
        _look_at(entry, received.get(entry.message_id or "", []), verdict)
    known = {entry.message_id for entry in entries}
    verdict.breaches += [f"{id}: received, and not in the ledger" for id in received if id not in known]
    _look_for(expected, entries, verdict)
    return verdict


def outrun(verdict: Verdict, mails: int) -> list[str]:
    """Where many mails had no time to leave before their meeting began, little has been tried."""
    expired = verdict.states["expired"]
    return [f"{expired} expired: time went too fast for this machine"] if expired * FEW > mails else []


def _look_at(entry: Entry, copies: list[Copy], verdict: Verdict) -> None:
    what = f"{entry.message_id or entry.address}, {entry.state} ({entry.reason})"
    if not copies and (fault := _why_lost(entry)):
        verdict.lost += 1
        verdict.breaches.append(f"{what}: lost: {fault}")
    verdict.breaches += [f"{what}: {fault}" for fault in _faults(entry, copies)]


def _why_lost(entry: Entry) -> str | None:
    """Of what nobody received."""
    if entry.state == "accepted":
        return "accepted, and never received"
    if entry.open:
        return "neither sent nor ended"
    return "no reason" if entry.state in NEEDS_A_REASON and not entry.reason else None


def _faults(entry: Entry, copies: list[Copy]) -> list[str]:
    faults = []
    if any(copy.recipient != entry.address for copy in copies):
        faults.append("received by somebody else")
    if len(copies) > MOST:
        faults.append(f"{len(copies)} copies")
    if len({copy.digest for copy in copies}) > 1:
        faults.append("the copies differ")
    if len(copies) > 1 and not _stands_as_second(entry):
        faults.append("a second copy that does not stand as such")
    if copies and entry.open:
        faults.append("received, and not ended")
    return faults


def _stands_as_second(entry: Entry) -> bool:
    return entry.state == "uncertain" or (entry.state, entry.reason) == ("accepted", "second_copy")


def _look_for(expected: Collection[str], entries: Iterable[Entry], verdict: Verdict) -> None:
    """Everybody has one digest that is to be sent, whatever became of it."""
    letters = Counter(
        entry.address
        for entry in entries
        if entry.kind == "digest" and entry.to_send and entry.state != "superseded"
    )
    for address in expected:
        if letters[address] != 1:
            verdict.lost += letters[address] == 0
            verdict.breaches.append(f"{address}: {letters[address]} digests in the ledger")
