import pytest
from sqlalchemy import Engine

from tests.answers.mailbox import Letter, everything, letters
from tests.asking import Thing
from tests.reminders.posting import Office, at

LATER = "2026-05-04"


@pytest.fixture
def expired(office: Office, bo: Thing) -> Letter:
    """A letter about two points, long after."""
    office.point("Boka lokal", bo)
    office.point("Beställ kaffe", bo)
    letter = letters(office, at("2026-04-10"))["bo@example.org"]
    office.time.is_(at(LATER))
    return letter


def ask(letter: Letter) -> str:
    """The one button of the page pressed: the page that follows."""
    page = letter.page(status=404)
    answer = letter.post(page.one("form")["action"], **page.fields())
    assert answer.status_code == 200
    return str(answer.text)


def test_a_new_link_comes_to_the_same_address_with_what_is_owed_now(
    office: Office, bo: Thing, expired: Letter
) -> None:
    assert "Länken har gått ut" in expired.page(status=404).text
    assert "Boka lokal" not in expired.page(status=404).text
    office.api.act(f"/action-points/{office.api.items('/action-points')[0]['id']}/closing", status="done")

    assert "Titta i din mejl" in ask(expired)
    (address, letter), *rest = letters(office, at(LATER, "08:01")).items()

    assert (address, rest) == ("bo@example.org", [])
    assert "Beställ kaffe" in letter.text and "Boka lokal" not in letter.text
    assert "Beställ kaffe" in letter.answered(answer_2="in_progress").text
    row = office.api.items(f"/reminders?person_id={bo['id']}&kind=nudge")[0]
    assert (row["state"], row["reason"], row["address"]) == ("accepted", "new_link", "bo@example.org")


def test_it_is_sent_once_an_hour_and_says_the_same_each_time(office: Office, expired: Letter) -> None:
    first, again = ask(expired), ask(expired)

    assert first == again
    assert len(office.mails(at(LATER, "08:01"))) == 1
    office.time.is_(at(LATER, "08:59"))
    assert ask(expired) == first and office.mails(at(LATER, "08:59")) == []
    office.time.is_(at(LATER, "09:00"))
    assert ask(expired) == first and len(office.mails(at(LATER, "09:01"))) == 1


@pytest.mark.parametrize("why", ["nothing_left", "reminders_off", "stopped"])
def test_it_says_the_same_when_there_is_nothing_to_send(office: Office, expired: Letter, why: str) -> None:
    if why == "nothing_left":
        for point in office.api.items("/action-points"):
            office.api.act(f"/action-points/{point['id']}/closing", status="done")
    elif why == "reminders_off":
        office.api.patch(f"/groups/{office.group['id']}", reminders="off")
    else:
        expired.post(expired.stop, **{"List-Unsubscribe": "One-Click"})

    assert "Titta i din mejl" in ask(expired)
    assert office.mails(at(LATER, "08:01")) == []


def test_what_is_no_longer_owed_when_it_is_sent_is_not_sent(
    office: Office, bo: Thing, expired: Letter
) -> None:
    ask(expired)
    office.api.patch(f"/persons/{bo['id']}", email="bosse@example.org")

    assert office.mails(at(LATER, "08:01")) == []
    assert office.api.items("/reminders?kind=nudge")[0]["state"] == "superseded"


def test_a_form_from_elsewhere_asks_for_nothing(office: Office, expired: Letter, engine: Engine) -> None:
    before = everything(engine)

    answer = expired.post(expired.answer, renew="yes", form="1.x")

    assert answer.status_code == 404
    assert everything(engine) == before


def test_a_link_that_has_not_expired_is_not_renewed(office: Office, bo: Thing, engine: Engine) -> None:
    office.point("Boka lokal", bo)
    letter = letters(office, at("2026-04-10"))["bo@example.org"]
    before = everything(engine)

    assert letter.post(letter.answer, renew="yes", form="1.x").status_code == 422
    assert everything(engine) == before
