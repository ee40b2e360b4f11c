import pytest
from sqlalchemy import Engine, text

from app import database
from app.answers import stops
from tests.answers.mailbox import Letter, everything, letters
from tests.answers.page_reading import Page
from tests.asking import Thing
from tests.conftest import Time
from tests.reminders.posting import Office, at

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def letter_to(office: Office, word: str) -> Letter:
    return letters(office, at("2026-04-10"))[f"{word}@example.org"]


def stopped(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM stops")).scalar_one())


def unreachable(office: Office, point: Thing) -> list[str | None]:
    owner = office.api.get(f"/action-points/{point['id']}")["owners"][0]
    return [person["unreachable"] for person in owner["persons"]]


def test_one_click_stops_and_nobody_has_to_log_in(office: Office, bo: Thing, engine: Engine) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    answers = [letter.post(letter.stop, **ONE_CLICK) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert stopped(engine) == 1
    assert unreachable(office, point) == ["stopped"]
    assert office.mails(at("2026-04-16")) == []
    assert office.ledger(person_id=bo["id"])[-1][1] == "stopped"


def test_one_click_may_come_as_a_form_in_parts(office: Office, bo: Thing, engine: Engine) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    answer = office.api.client.post(letter.stop, files={"List-Unsubscribe": (None, "One-Click")})

    assert (answer.status_code, stopped(engine)) == (200, 1)


def test_the_page_asks_first_and_says_what_it_means(office: Office, bo: Thing, engine: Engine) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    page = letter.page(letter.stop)

    assert "Vill du inte ha fler mejl från Arbetsgruppen?" in page.text
    assert "ser vem som inte får mejl" in page.text
    assert page.one("button").words == "Sluta få mejl"
    assert stopped(engine) == 0

    letter.post(page.one("form")["action"], **page.fields())
    assert stopped(engine) == 1


def test_there_is_a_way_back(office: Office, bo: Thing, engine: Engine) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    letter.post(letter.stop, **ONE_CLICK)
    page = letter.page(letter.stop)
    assert page.one("h1").words == "Du får inga påminnelser"
    assert page.one("button").words == "Få mejl igen"

    letter.post(letter.stop, **page.fields())

    assert (stopped(engine), unreachable(office, point)) == (0, [None])
    assert len(office.mails(at("2026-04-16"))) == 1


def test_a_stop_is_for_one_group(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    other = office.api.post("/groups", name="Styrgruppen")
    elsewhere = office.api.post(
        "/action-points", group_id=other["id"], task="Annat", owners=[{"person_id": bo["id"]}]
    )

    letter.post(letter.stop, **ONE_CLICK)

    assert unreachable(office, elsewhere) == [None]


def test_those_who_share_an_address_choose_whom_it_is_about(
    office: Office, meeting: Thing, engine: Engine
) -> None:
    eva, ida = (office.person(name, "member", email=None) for name in ("Eva Ek", "Ida Id"))
    for held in office.api.items("/memberships?limit=10"):
        office.api.patch(f"/memberships/{held['id']}", email="delad@example.org")
    point = office.point("Boka lokal", eva, ida)
    letter = letter_to(office, "delad")
    page = letter.page(letter.stop)
    assert [label.words for label in page.all("label")] == ["Eva Ek", "Ida Id"]

    nobody = letter.post(letter.stop, **page.fields())
    assert nobody.status_code == 422 and "Välj vem det gäller." in nobody.text

    letter.post(letter.stop, **page.fields(who_2="yes"))
    owners = office.api.get(f"/action-points/{point['id']}")["owners"]
    assert {one["label"]: one["persons"][0]["unreachable"] for one in owners} == {
        "Eva Ek": None,
        "Ida Id": "stopped",
    }
    assert len(letter.page(letter.stop).all("form")) == 2

    letter.post(letter.stop, **ONE_CLICK)
    assert stopped(engine) == 2


def test_a_mail_that_says_stop_does_what_one_click_does(
    office: Office, bo: Thing, engine: Engine, time: Time
) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    with database.transaction() as session:
        done = [
            stops.stop_all(session, token, time.now)
            for token in (letter.stop.removeprefix("/stops/"), letter.answer.removeprefix("/answers/"), "x")
        ]

    assert (done, stopped(engine)) == ([True, False, False], 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"act=",
        b"act=Stop",
        b"act=stop%20",
        b"List-Unsubscribe=one-click",
        b"who-1=yes",
        b'{"act": "stop"}',
    ],
)
def test_what_asks_for_neither_is_shown_the_page_and_changes_nothing(
    office: Office, bo: Thing, engine: Engine, body: bytes
) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    before = everything(engine)

    answer = office.api.client.post(letter.stop, content=body)

    assert (answer.status_code, Page(answer.text).check().one("button").words) == (422, "Sluta få mejl")
    assert everything(engine) == before


@pytest.mark.parametrize("path", ["/stops/" + "A" * 43, "answer"])
def test_what_is_no_link_to_stop_stops_nothing(office: Office, bo: Thing, engine: Engine, path: str) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    before = everything(engine)

    answer = letter.post(path.replace("answer", letter.answer.replace("/answers/", "/stops/")), **ONE_CLICK)

    assert answer.status_code == 404
    assert everything(engine) == before


def test_an_old_letter_can_still_be_stopped(office: Office, bo: Thing, engine: Engine) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    office.time.is_(at("2027-04-09"))

    assert letter.post(letter.stop, **ONE_CLICK).status_code == 200
    office.time.is_(at("2027-04-11"))
    assert letter.post(letter.stop, **ONE_CLICK).status_code == 404
