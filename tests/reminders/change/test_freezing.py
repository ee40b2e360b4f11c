"""The mail about a change as it leaves, with the calendar part of the digest before it."""

from typing import Any

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from app import database
from app.reminders.models import Reminder, ReminderKind
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.change.moving import (
    ADA,
    BO,
    LATER,
    URL,
    Moving,
    address_of,
    body_of,
    calendar_of,
    moving,
)
from tests.reminders.posting import at

CIA = "cia@example.org"


@pytest.fixture
def office(api: Api, time: Time) -> Moving:
    return moving(api, time)


def test_each_mail_replaces_the_event_of_the_one_before(office: Moving) -> None:
    office.point("C", office.person("Cia Utanför"))
    digests = {address_of(mail): mail for mail in office.mails(at("2026-04-16"))}
    office.change(at("2026-04-16", "10:00"), held_on="2026-04-24")
    moved = {address_of(mail): mail for mail in office.mails(at("2026-04-16", "10:15"))}
    office.act(at("2026-04-16", "11:00"), "cancellation")
    cancelled = {address_of(mail): mail for mail in office.mails(at("2026-04-16", "11:15"))}

    told = []
    for mails in (digests, moved, cancelled):
        assert set(mails) == {ADA, BO, CIA}
        assert calendar_of(mails[CIA]) is None and URL not in mails[CIA].as_string()
        event: Any = Calendar.from_ical(calendar_of(mails[BO]) or "").walk("VEVENT")[0]
        told.append((int(event["SEQUENCE"]), str(event["STATUS"]), event["DTSTART"].dt.date().isoformat()))
        assert event["UID"] == f"{office.meeting_id}@127.0.0.1"
    assert told == [
        (0, "CONFIRMED", "2026-04-17"),
        (1, "CONFIRMED", "2026-04-24"),
        (2, "CANCELLED", "2026-04-24"),
    ]
    assert moved[BO]["In-Reply-To"] == cancelled[BO]["In-Reply-To"] is not None
    assert str(moved[BO]["Reply-To"]) == "Ada Alm <ada@example.org>"
    assert "/stops/" in str(moved[BO]["List-Unsubscribe"]) and "/answers/" not in body_of(moved[BO])


def test_bytes_that_are_kept_tell_what_they_told(office: Moving, api: Api) -> None:
    """Frozen with the link, sent later: whatever has become of who is expected, the link was told."""
    office.change(at("2026-04-13", "10:00"), place="Biblioteket")
    office.post.answers = [LATER, LATER]
    assert office.mails(at("2026-04-13", "10:15")) == []
    api.patch(
        f"/meetings/{office.meeting_id}/attendance",
        rows=[{"person_id": office.bo["id"], "response": "declined"}],
    )

    sent = {address_of(mail): mail for mail in office.mails(at("2026-04-13", "12:00"))}

    assert URL in body_of(sent[BO])
    with database.snapshot() as session:
        rows = session.exec(select(Reminder).where(col(Reminder.kind) == ReminderKind.change)).all()
        assert [row.told and row.told["online_url"] for row in rows] == [URL, URL]


def test_it_is_in_the_readers_language(office: Moving, api: Api) -> None:
    api.patch(f"/persons/{office.bo['id']}", language="en")
    office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

    sent = {address_of(mail): mail for mail in office.mails(at("2026-04-13", "10:15"))}

    assert str(sent[BO]["Subject"]) == "The meeting has moved to Friday 24 April – Arbetsgruppen"
    assert "SUMMARY:Meeting: Arbetsgruppen" in (calendar_of(sent[BO]) or "")
    assert sent[BO]["Content-Language"] == "en"
