from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.bounces import folder, service
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
