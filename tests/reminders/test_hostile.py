"""What people write, wherever they can, makes no header, recipient, link or tag: every kind of letter, as it leaves."""

from email.message import EmailMessage

import pytest
from icalendar import Calendar

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.html_reading import Page
from tests.reminders.posting import Office, Post, at

FIELDS = {
    "Date", "From", "To", "Subject", "Message-ID", "Reply-To", "In-Reply-To", "References", "List-Id",
    "Content-Language", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Unsubscribe", "List-Unsubscribe-Post",
    "MIME-Version", "Content-Type",
}  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "body", "div", "h1", "h2", "p", "br", "strong", "a", "ul", "li", "blockquote",
    "ol", "em", "code",
}  # fmt: skip
OURS = ("http://127.0.0.1:8000/answers/", "http://127.0.0.1:8000/stops/", "https://video.example.org/1")
HOSTILE = {
    "encoded_word": "=?utf-8?q?A=0D=0ABcc:_evil@example.org?= x",
    "html": "</p><script>alert(1)</script><a href='https://evil.example/'>x</a><img src=x>",
    "address": 'Bo" <evil@example.org>, "x',
    "markdown": "[x](https://evil.example/) ![y](https://evil.example/p.gif) <https://evil.example/> [z](javascript:a)",
    "bidi": "\u202egro.elpmaxe\u2066 x",
    "template": "{{ 7 * 7 }} {number} %s {% raw %}",
    "calendar": "x;CN=y:mailto:evil@example.org\\nATTENDEE:x",
    "longest": "å" * 190,
}


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(
        api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on", mail_details=True)
    )


def letters(office: Office, text: str) -> dict[str, EmailMessage]:
    """One of each kind, with this text in everything that people name or write."""
    api, group = office.api, office.group["id"]
    api.patch(f"/groups/{group}", name=text, short_name=text[:20].strip(), escalate_after=1)
    chair = office.person(f"Ada {text}", "chair", "secretary")
    bo = office.person(f"Bo {text}", "member")
    held = office.meeting("2026-02-20", status="held")
    meeting = office.meeting("2026-04-17", "14:00", place=text, online_url="https://video.example.org/1")
    event = {"due_kind": "event", "due_event": text}
    point = office.point(text, bo, meeting=held, details=f"{text}\n\nBcc: x\n{text}", **event)
    office.point(text, {"name": text}, meeting=held)
    found = {"digest": _to(bo, office.mails(at("2026-04-10")))}
    said = {"answer": "cannot", "person_id": bo["id"], "comment": f"{text}\n\nTo: x\n{text}"}
    api.post(f"/action-points/{point['id']}/answers", said)
    summary = [mail for mail in office._sent(at("2026-04-13")) if not mail["List-Id"]]
    found["summary"] = _to(chair, summary)
    api.patch(f"/meetings/{meeting['id']}", place=f"{text} 2")
    found["change"] = _to(bo, office.mails(at("2026-04-13", "09:00")))
    api.call("POST", f"/action-points/{point['id']}/nudge", {"line": f"{text}\n\nTo: x"}, Idempotency_Key="n")
    found["nudge"] = _to(bo, office.mails(at("2026-04-13", "10:00")))
    office.time.is_(at("2026-04-17", "16:00"))
    api.act(f"/meetings/{meeting['id']}/holding", unknown_as=None)
    found["escalation"] = _to(chair, office.mails(at("2026-04-20")))
    return found


def _to(person: Thing, mails: list[EmailMessage]) -> EmailMessage:
    (mail,) = [each for each in mails if each["To"].addresses[0].addr_spec == person["email"]]
    return mail


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_people_are_words(office: Office, name: str) -> None:
    found = letters(office, HOSTILE[name])

    for kind, mail in found.items():
        assert [part.defects for part in mail.walk() if part.defects] == [], kind
        assert [field for field in mail if mail[field].defects] == [], kind
        assert set(mail.keys()) <= FIELDS and len(set(mail.keys())) == len(mail.keys()), kind
        assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1, kind
        page = Page(_html(mail))
        assert set(page.tags) <= TAGS, kind
        links = [str(element.attributes.get("href")) for element in page.elements if element.tag == "a"]
        assert all(link.startswith(OURS) for link in links), kind
    _check_event(found["digest"])


def _html(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def _check_event(mail: EmailMessage) -> None:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")

    assert "ATTENDEE" not in event and str(event["ORGANIZER"]) == "mailto:nasta@nasta.invalid"
