import logging
import re

import pytest
from sqlalchemy import Engine, text

from app.access import secret
from app.outbox.transport import Outcome, OutcomeKind
from tests.answers.mailbox import letters
from tests.asking import Thing
from tests.reminders.posting import Office, at


def test_only_the_hash_of_a_token_is_kept(
    office: Office, ada: Thing, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office.point("Boka lokal", ada)
    letter = letters(office, at("2026-04-10"))["ada@example.org"]
    letter.page()

    with engine.connect() as connection:
        kept = connection.execute(text("SELECT purpose, token_hash FROM answer_links ORDER BY purpose")).all()
        rest = connection.execute(
            text("SELECT count(*) FROM deliveries WHERE message IS NOT NULL")
        ).scalar_one()

    tokens = [letter.answer.removeprefix("/answers/"), letter.stop.removeprefix("/stops/")]
    assert [tuple(row) for row in kept] == [
        (purpose, secret.hashed(token)) for purpose, token in zip(["answer", "stop"], tokens, strict=True)
    ]
    assert rest == 0
    ours = " ".join(record.getMessage() for record in caplog.records if record.name != "httpx2")
    assert not any(token in ours for token in tokens)


def test_a_letter_tells_mail_programs_how_to_stop(office: Office, ada: Thing) -> None:
    office.point("Boka lokal", ada)

    letter = letters(office, at("2026-04-10"))["ada@example.org"]

    token = letter.stop.removeprefix("/stops/")
    assert letter.mail["List-Unsubscribe"] == (
        f"<http://127.0.0.1:8000/stops/{token}>, <mailto:studs@nasta.invalid?subject=stop%20{token}>"
    )
    assert letter.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)


def test_an_office_has_nothing_to_stop(office: Office, meeting: Thing) -> None:
    kontor = office.api.post(
        "/organizations", name="Närvårdskontoret", kind="office", email="kontor@example.org"
    )
    office.point("Boka lokal", {"organization_id": kontor["id"]})

    letter = letters(office, at("2026-04-10"))["kontor@example.org"]

    assert letter.mail["List-Unsubscribe"] is None
    assert "/stops/" not in letter.text


def test_a_mail_tried_again_makes_no_more_links(office: Office, ada: Thing, engine: Engine) -> None:
    office.post.answers = [Outcome(OutcomeKind.temporary, "451 4.3.0 later")]
    office.point("Boka lokal", ada)
    assert office.mails(at("2026-04-10")) == []

    letter = letters(office, at("2026-04-10", "12:00"))["ada@example.org"]

    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM answer_links")).scalar_one() == 2
    letter.page()


def test_nothing_that_opens_nothing_looks_like_something(office: Office, ada: Thing, engine: Engine) -> None:
    office.point("Boka lokal", ada)
    letter = letters(office, at("2026-04-10"))["ada@example.org"]
    wrong = ["/answers/" + "A" * 43, "/answers/x", "/answers/%00", "/answers/%FF", "/answers/" + "å" * 300]
    other = letter.stop.replace("/stops/", "/answers/")

    unknown = {letter.page(path, 404).html for path in (*wrong, other)}
    unknown = {re.sub(r'href="/answers/[^"]*"', "", html) for html in unknown}

    assert len(unknown) == 1
    assert "Arbetsgruppen" not in unknown.pop()
    assert letter.page(letter.answer.replace("/answers/", "/stops/"), 404)


@pytest.mark.parametrize("how", ["revoked", "inactive", "address", "expired"])
def test_a_link_that_has_ended_is_told_like_one_that_never_was(
    office: Office, ada: Thing, bo: Thing, engine: Engine, how: str
) -> None:
    office.point("Boka lokal", bo)
    letter = letters(office, at("2026-04-10"))["bo@example.org"]
    end(how, office, bo, engine)

    unknown = letter.get("/answers/" + "A" * 43)
    ended = letter.get(letter.answer)

    assert (ended.status_code, ended.headers.keys()) == (unknown.status_code, unknown.headers.keys())
    assert abs(len(ended.content) - len(unknown.content)) < 1000
    page = letter.page(status=404)
    assert "Boka lokal" not in page.text and "Bo Berg" not in page.text
    assert ("ada@example.org" in page.text) == (how in {"inactive", "address"})
    assert letter.post(letter.answer, **{"answer-1": "done"}).status_code == 404
    assert office.api.items("/action-points")[0]["status"] == "open"


def end(how: str, office: Office, bo: Thing, engine: Engine) -> None:
    if how == "revoked":
        with engine.begin() as connection:
            connection.execute(text("UPDATE answer_links SET revoked_at = created_at"))
    elif how == "inactive":
        office.api.patch(f"/persons/{bo['id']}", active=False)
    elif how == "address":
        office.api.patch(f"/persons/{bo['id']}", email="bosse@example.org")
    else:
        office.time.is_(at("2026-04-24", "14:00"))


def test_a_link_holds_for_a_week_after_the_meeting_has_begun(office: Office, ada: Thing) -> None:
    office.point("Boka lokal", ada)
    letter = letters(office, at("2026-04-10"))["ada@example.org"]

    office.time.is_(at("2026-04-24", "13:59"))

    assert "Boka lokal" in letter.page().text


def test_a_link_ended_by_hand_shows_what_an_unknown_one_shows(
    office: Office, ada: Thing, bo: Thing, engine: Engine
) -> None:
    office.point("Boka lokal", bo)
    letter = letters(office, at("2026-04-10"))["bo@example.org"]
    end("revoked", office, bo, engine)

    for path in (letter.answer, letter.stop):
        unknown = path[:-43] + "A" * 43
        assert letter.page(path, 404).html == letter.page(unknown, 404).html.replace(unknown, path)


def test_a_link_holds_longer_when_the_meeting_comes_later_and_no_shorter_when_it_comes_sooner(
    office: Office, ada: Thing, meeting: Thing
) -> None:
    office.point("Boka lokal", ada)
    letter = letters(office, at("2026-04-10"))["ada@example.org"]

    office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-15")
    office.time.is_(at("2026-05-22", "13:59"))
    assert "Boka lokal" in letter.page().text
    office.time.is_(at("2026-05-22", "14:00"))
    assert "Boka lokal" not in letter.page(status=404).text
    office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-11")
    office.time.is_(at("2026-04-24", "13:59"))
    assert "Boka lokal" in letter.page().text


@pytest.mark.parametrize("whose", ["child_groups", "group"])
def test_who_answers_through_another_group_opens_the_letter_that_came_through_it(
    office: Office, meeting: Thing, whose: str
) -> None:
    parent = {"parent_id": office.group["id"]} if whose == "child_groups" else {}
    there = office.api.post("/groups", name="Andra gruppen", **parent)
    eva = office.person("Eva Ek", "member")
    held = office.api.post(
        "/memberships", group_id=there["id"], person_id=eva["id"], roles=["chair"], email="ordf@example.org"
    )
    within = {} if parent else {"group_id": there["id"]}
    office.point("Boka lokal", {"role": "chair", "scope": whose, **within})
    letter = letters(office, at("2026-04-10"))["ordf@example.org"]

    assert "Tack" in letter.answered(answer_1="in_progress").text
    assert "Eva Ek" not in letter.page(letter.stop).text
    office.api.patch(f"/memberships/{held['id']}", valid_to="2026-04-09")
    assert "Boka lokal" not in letter.page(status=404).text


def test_a_link_about_no_meeting_holds_for_thirty_days(office: Office) -> None:
    ada = office.person("Ada Alm", "secretary")
    office.point("Boka lokal", ada, due_kind="date", due_date="2026-04-17")
    letter = letters(office, at("2026-04-10"))["ada@example.org"]

    office.time.is_(at("2026-05-10", "07:00"))
    assert "Boka lokal" in letter.page().text
    office.time.is_(at("2026-05-10", "08:01"))
    assert "Boka lokal" not in letter.page(status=404).text
