"""Numbers of agenda items."""

from sqlmodel import Session

from tests import make
from tests.agenda.reading import numbered


def test_items_are_numbered_by_position_and_sub_items_under_their_parent(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    make.agenda_item(session, meeting, "Avslutning", position=2)
    opening = make.agenda_item(session, meeting, "Öppnande", position=1)
    make.agenda_item(session, meeting, "Justerare", position=2, parent_id=opening.id)
    make.agenda_item(session, meeting, "Närvaro", position=1, parent_id=opening.id)

    assert numbered(session, meeting) == [
        ("1", "Öppnande"),
        ("1.1", "Närvaro"),
        ("1.2", "Justerare"),
        ("2", "Avslutning"),
    ]


def test_numbers_run_without_gaps_and_doubles_whatever_the_positions_are(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    for title, position in (("Ett", 3), ("Två", 3), ("Tre", 9)):
        make.agenda_item(session, meeting, title, position=position)

    assert numbered(session, meeting) == [("1", "Ett"), ("2", "Två"), ("3", "Tre")]


def test_the_tenth_comes_after_the_ninth(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-03-02")
    for title in range(1, 12):
        make.agenda_item(session, meeting, str(title))

    assert numbered(session, meeting) == [(str(number), str(number)) for number in range(1, 12)]


def test_another_meetings_items_do_not_count(session: Session) -> None:
    group = make.group(session)
    meeting, other = make.meeting(session, group, "2026-03-02"), make.meeting(session, group, "2026-02-02")
    make.agenda_item(session, other, "Budget")
    make.agenda_item(session, meeting, "Lokaler")

    assert numbered(session, meeting) == [("1", "Lokaler")]
