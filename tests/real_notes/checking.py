"""What is seen from outside, in the recomputation's words: the API's answers, the mails, the ledger."""

import re
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import Envelope

from tests.asking import Api, Thing
from tests.real_notes.entering import Entered
from tests.real_notes.expected import Expected, Letter, Row, Run
from tests.real_notes.mapping import Owner


def points(api: Api, made: Entered) -> dict[int, Thing]:
    return {
        point["number"]: point for point in api.items(f"/action-points?group_id={made.group_id}&limit=100")
    }


def check_entered(api: Api, made: Entered, expected: Expected) -> None:
    """Nothing of the note is missing, and every owner is whom the note means."""
    note, found = expected.world.note, points(api, made)
    listed = api.items(f"/meetings/{made.meetings['held']}/attendance")
    there = {(made.who(row["person_id"] or row["organization_id"]), row["presence"]) for row in listed}
    agenda = api.items(f"/meetings/{made.meetings['held']}/agenda")

    assert {number: point["task"] for number, point in found.items()} == dict(
        enumerate((point.task for point in note.points), 1)
    )
    assert there == {
        (one.name or expected.world.body(one.organization or "").name, one.status) for one in note.attendance
    }
    assert [item["title"] for item in agenda] == [title for _, title in note.agenda]
    assert [number for number, _ in note.agenda if number and "." in number] == [
        item["number"] for item in agenda if item["parent_id"]
    ]
    for point in expected.world.points:
        answered = [_owner(owner) for owner in found[point.number]["owners"]]
        assert answered == [_expected_owner(expected, owner) for owner in point.owners], point.number


def _owner(owner: Thing) -> tuple[Any, ...]:
    people = [(person["name"], person["unreachable"]) for person in owner["persons"]]
    return owner["kind"], sorted(people), owner["addresses"], owner["unreachable"]


def _expected_owner(expected: Expected, owner: Owner) -> tuple[Any, ...]:
    answering = expected.answering(owner)
    people = [
        (name, None if address else "no_address") for kind, name, address in answering if kind == "person"
    ]
    offices = [address for kind, _, address in answering if kind == "organization"]
    reached = any(address for _, _, address in answering)
    return owner.kind, sorted(people), offices, None if reached else expected.nobody(owner) or "no_address"


def check_dues(api: Api, made: Entered, expected: Expected) -> None:
    """Each point's due, how often it was carried and whether it is open, as the rules have it."""
    answered = {
        number: (
            (point["due_on"], made.meeting(point["due_at_id"])),
            point["due_preliminary"],
            point["first_due_on"],
            point["times_carried"],
            point["status"],
        )
        for number, point in points(api, made).items()
    }
    assert answered == {point.number: _expected_due(expected, point) for point in expected.world.points}


def _expected_due(expected: Expected, point: Any) -> tuple[Any, ...]:
    day, meeting = expected.due(point)
    first, closed = expected.first_due(point), point.number in expected.closed
    if closed and meeting:
        first = day
    proposed = meeting is not None and expected.meeting(meeting).status == "proposed"
    said = (day and day.isoformat(), meeting)
    status = "done" if closed else "open"
    return said, proposed, first and first.isoformat(), expected.carried(point), status


def check_follow_up(api: Api, made: Entered, expected: Expected, name: str) -> None:
    """What the meeting has to look at, before it is held."""
    day = expected.meeting(name).day
    dues = {point.number: expected.due(point)[0] for point in expected.open}
    answered = api.get(f"/meetings/{made.meetings[name]}/follow-up")

    assert {word: {point["number"] for point in listed} for word, listed in answered.items()} == {
        "late": {number for number, due in dues.items() if due and due < day},
        "due": {number for number, due in dues.items() if due == day},
        "undated": {number for number, due in dues.items() if due is None},
        "unowned": {point.number for point in expected.open if not point.owners},
        "done": set(expected.closed),
        "waiting": set(),
        "cannot": set(),
        "parked": set(),
        "reported": set(),
    }


def ledger(api: Api, made: Entered) -> list[Thing]:
    """Every row about a digest, oldest first."""
    rows: list[Thing] = []
    for page in range(1, 20):
        said = f"/reminders?group_id={made.group_id}&kind=digest&limit=100&page={page}"
        rows.extend(found := api.items(said))
        if not found:
            break
    return rows[::-1]


def check_told(
    api: Api, made: Entered, expected: Expected, runs: Sequence[Run], came: Sequence[Envelope]
) -> None:
    """The ledger holds what the runs so far ask for, no more; the mails that came are the last run's, once each."""
    rows = ledger(api, made)
    assert sorted((_row(made, row) for row in rows), key=repr) == sorted(
        (row for run in runs for row in run.rows), key=repr
    )
    ids = {row["message_id"] for row in rows}
    mails = [(envelope, _parsed(envelope)) for envelope in came]
    digests = [(envelope, mail) for envelope, mail in mails if str(mail["Message-ID"]) in ids]
    letters = runs[-1].letters
    assert sorted(envelope.rcpt_tos[0] for envelope, _ in digests) == sorted(letters)
    for envelope, mail in digests:
        _check_letter(mail, letters[envelope.rcpt_tos[0]])
        _check_reply_to(mail, expected)
        listed = [row for row in rows if row["message_id"] == str(mail["Message-ID"])]
        sections = letters[envelope.rcpt_tos[0]].sections
        assert {made.who(row["recipient"]["id"]) for row in listed} == set(sections)


def _row(made: Entered, row: Thing) -> Row:
    recipient = row["recipient"]
    numbers = made.numbers(row["action_point_ids"])
    who = made.who(recipient["id"])
    return Row(
        date.fromisoformat(row["occasion_on"]),
        recipient["kind"],
        who,
        row["address"],
        row["state"],
        row["reason"],
        numbers,
    )


def _parsed(envelope: Envelope) -> EmailMessage:
    """A mail without defects, to the one it went to."""
    content = envelope.original_content or b""
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not [part.defects for part in mail.walk() if part.defects]
    assert not [name for name, value in mail.items() if value.defects]
    assert [address.addr_spec for address in mail["To"].addresses] == list(envelope.rcpt_tos)
    assert envelope.mail_from == "studs@nasta.example"
    return mail


def _check_letter(mail: EmailMessage, letter: Letter) -> None:
    body = mail.get_body(("plain",))
    assert body is not None
    own, unowned = _numbers_in(body.get_content().replace("\r\n", "\n"))
    if len(letter.sections) == 1:
        assert sorted(*own) == sorted(*letter.sections.values())
    else:
        assert sorted(map(sorted, own)) == sorted(map(sorted, letter.sections.values()))
    assert sorted(unowned) == sorted(letter.unowned)


def _numbers_in(text: str) -> tuple[list[list[int]], list[int]]:
    """The points of each part that comes before how to answer, and those that come after."""
    parts = [
        [int(number) for number in re.findall(r"^(\d+)\. ", part, re.MULTILINE)]
        for part in text.split("\n\n\n")
    ]
    first = next(place for place, part in enumerate(parts) if part)
    after = next(place for place, part in enumerate(parts) if not part and place > first)
    return parts[first:after], [number for part in parts[after:] for number in part]


def _check_reply_to(mail: EmailMessage, expected: Expected) -> None:
    """A secretary, where one has an address."""
    secretaries = {
        human.address for human in expected.world.members if "secretary" in human.roles and human.address
    }
    answers_to = {address.addr_spec for address in mail["Reply-To"].addresses} if mail["Reply-To"] else set()
    assert not secretaries or (len(answers_to) == 1 and answers_to <= secretaries)
