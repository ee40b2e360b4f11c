from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DataError, OperationalError
from sqlmodel import Session, select

from app.bounces import folder, incoming, service
from app.bounces.models import Bounce
from app.bounces.report import Report, read
from app.mail.address import EmailState
from app.memberships.models import Membership
from app.organizations.models import Organization
from app.outbox.models import Delivery
from app.persons.models import Person
from tests import make
from tests.asking import Api
from tests.bounces.reports import report

ID = "<abc@example.org>"


def delivered(session: Session, address: str) -> Delivery:
    return make.delivery(session, address=address, message_id=ID)


def of(octets: bytes) -> Report:
    found = read(octets)
    assert found is not None
    return found


def test_a_report_marks_every_holder_of_the_address(session: Session) -> None:
    person = make.person(session, email="Maria@example.org")
    shared = make.membership(session, make.group(session), make.person(session), email="maria@example.org")
    office = make.organization(session, email="maria@example.org")
    other = make.person(session, email="mari@example.org")
    delivered(session, "maria@example.org")

    marked = service.reported(session, of(report(ID, "maria@example.org")), make.MADE)

    assert marked == 1
    for row in (person, shared, office, other):
        session.refresh(row)
    assert [row.email_state for row in (person, shared, office)] == [EmailState.bounced] * 3
    assert (person.version, other.email_state) == (2, EmailState.good)


def test_the_same_report_twice_is_one(session: Session) -> None:
    delivered(session, "maria@example.org")
    found = of(report(ID, "maria@example.org"))

    marked = [service.reported(session, found, make.MADE), service.reported(session, found, make.MADE)]

    assert marked == [1, 0]
    assert len(session.exec(select(Bounce)).all()) == 1


@pytest.mark.parametrize(
    ("original_id", "address"),
    [("<other@example.org>", "maria@example.org"), (ID, "somebody.else@example.org")],
)
def test_a_report_about_no_letter_of_ours_is_not_believed(
    session: Session, original_id: str, address: str
) -> None:
    person = make.person(session, email=address)
    delivered(session, "maria@example.org")

    marked = service.reported(session, of(report(original_id, address)), make.MADE)

    session.refresh(person)
    assert (marked, person.email_state) == (0, EmailState.good)


def test_a_refusal_of_the_content_marks_nobody(session: Session) -> None:
    person = make.person(session, email="maria@example.org")

    service.refused(session, delivered(session, "maria@example.org"), "554 5.7.1 Spam", make.MADE)
    service.refused(session, delivered(session, "maria@example.org"), "550 5.1.1 Unknown", make.MADE)

    session.refresh(person)
    assert len(session.exec(select(Bounce)).all()) == 1
    assert person.email_state == EmailState.bounced


def test_an_address_given_anew_is_good_again(api: Api, session: Session) -> None:
    person = api.post("/persons", name="Maria Exempelsson", email="maria@example.org")
    group = api.post("/groups", name="Arbetsgruppen")
    told = {"group_id": group["id"], "person_id": person["id"], "roles": ["member"]}
    member = api.post("/memberships", told | {"email": "maria@example.org"})
    office = api.post("/organizations", name="Kansliet", email="maria@example.org")
    delivered(session, "maria@example.org")
    service.reported(session, of(report(ID, "maria@example.org")), make.MADE)
    session.commit()

    for path, made in (("/persons", person), ("/memberships", member), ("/organizations", office)):
        api.patch(f"{path}/{made['id']}", email="maria@example.org")

    session.expire_all()
    assert session.exec(select(Person)).one().email_state == EmailState.good
    assert session.exec(select(Membership)).one().email_state == EmailState.good
    assert session.exec(select(Organization)).one().email_state == EmailState.good


def test_what_no_column_holds_is_no_fault(session: Session) -> None:
    delivered(session, "maria@example.org")
    nul = report(ID, "maria@example.org", report_id="x" * 400, diagnostic="550 5.1.1 No\0 such\0user")

    assert service.reported(session, of(nul), make.MADE) == 1
    service.refused(session, delivered(session, "elin@example.org"), "550 5.1.1 No\0", make.MADE)

    assert len(session.exec(select(Bounce)).all()) == 2


def test_one_that_something_is_wrong_with_stops_no_other(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    delivered(session, "maria@example.org")
    session.commit()
    (tmp_path / "1.eml").write_bytes(b"Subject: maria@example.org\n\n")
    (tmp_path / "2.eml").write_bytes(report(ID, "maria@example.org"))
    taken = incoming.take

    def fails(octets: bytes, now: datetime) -> incoming.Taken:
        if octets.startswith(b"Subject"):
            raise DataError("maria@example.org", {}, Exception("too long"))
        return taken(octets, now)

    monkeypatch.setattr(incoming, "take", fails)

    assert [each.marked for each in folder.take(tmp_path, make.MADE)] == [0, 1]
    assert [file.name for file in (tmp_path / "not-read").iterdir()] == ["1.eml"]
    assert "1.eml" in caplog.text and "maria" not in caplog.text


def test_a_database_that_is_gone_is_not_a_files_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(octets: bytes, now: datetime) -> incoming.Taken:
        raise OperationalError("", {}, Exception("gone"))

    (tmp_path / "1.eml").write_bytes(b"")
    monkeypatch.setattr(incoming, "take", fails)

    with pytest.raises(OperationalError):
        folder.take(tmp_path, make.MADE)
    assert (tmp_path / "1.eml").exists()


def test_one_that_cannot_be_moved_aside_stops_no_other(
    session: Session, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "not-read" / "1.eml").mkdir(parents=True)
    for name in ("1.eml", "2.eml"):
        (tmp_path / name).write_bytes(b"Subject: Semester\n\n")

    assert len(folder.take(tmp_path, make.MADE)) == 2
    assert "1.eml could not be moved aside" in caplog.text
    assert (tmp_path / "not-read" / "2.eml").exists()


def test_a_folder_that_nothing_can_be_moved_into_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "not-read").write_bytes(b"a file")
    (tmp_path / "1.eml").write_bytes(b"")

    with pytest.raises(FileExistsError):
        folder.take(tmp_path, make.MADE)


def test_a_folder_is_read_once(session: Session, tmp_path: Path) -> None:
    delivered(session, "maria@example.org")
    session.commit()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.eml").write_bytes(report(ID, "maria@example.org"))
    (tmp_path / "2.eml").write_bytes(b"Subject: Semester\n\nJag kommer tillbaka.\n")

    first, second = folder.take(tmp_path, make.MADE), folder.take(tmp_path, make.MADE + timedelta(minutes=1))

    assert [each.marked for each in first] == [0, 1] and second == []
    assert [file.name for file in (tmp_path / "read").iterdir()] == ["1.eml"]
    assert [file.name for file in (tmp_path / "not-read").iterdir()] == ["2.eml"]
