"""What the page of a follow-up says."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.follow_up.in_words import About, Page, page

EMPTY: dict[str, list[Any]] = {
    name: []
    for name in ("late", "due", "waiting", "undated", "unowned", "cannot", "done", "parked", "reported")
}
ABOUT = About(
    group="Arbetsgruppen",
    held_on=date(2026, 4, 17),
    hours="fredag 17 april kl. 14.00",
    place="Sal 2",
    status="scheduled",
    time_zone="Europe/Stockholm",
    read_at=datetime(2026, 4, 16, 22, 30, tzinfo=UTC),
)


def point(number: int = 14, **fields: Any) -> dict[str, Any]:
    return {
        "number": number,
        "task": "Boka lokal",
        "owners": [{"label": "Maria Exempelsson", "unreachable": None}],
        "due_on": "2026-04-17",
        "due_event": None,
        "due_preliminary": False,
        "times_carried": 0,
        "status": "open",
        "outcome": None,
        "answers": [],
        **fields,
    }


def said(language: str = "sv", about: About = ABOUT, **lists: Any) -> Page:
    return page(EMPTY | lists, about, language)


def facts(**fields: Any) -> tuple[str, ...]:
    return said(due=[point(**fields)]).sections[0].points[0].facts


def test_it_says_what_it_is_about_and_when_it_was_read() -> None:
    found = said()

    assert found.title == "Uppföljning till mötet fredag 17 april"
    assert found.asked.startswith("Läget fredag 17 april kl. 0.30.")
    assert (found.group, found.when, found.place, found.state) == (
        "Arbetsgruppen",
        "fredag 17 april kl. 14.00",
        "Sal 2",
        None,
    )


@pytest.mark.parametrize("status", ["held", "cancelled", "proposed"])
def test_a_meeting_that_is_not_simply_to_come_is_said_to_be_so(status: str) -> None:
    assert said(about=About(**{**ABOUT.__dict__, "status": status})).state


def test_what_has_to_be_settled_comes_first_and_stands_once() -> None:
    found = said(late=[point(1)], due=[point(2)], cannot=[point(2)], unowned=[point(1, owners=[])])

    assert [section.heading for section in found.sections] == [
        "Den ansvariga kan inte (1 punkt)",
        "Skulle ha varit klar (1 punkt)",
        "Till det här mötet (1 punkt)",
        "Saknar ansvarig (1 punkt)",
    ]
    assert [section.points[0].shown_above for section in found.sections] == [False, False, True, True]


def test_a_point_says_who_when_and_how_it_stands() -> None:
    assert facts() == ("Ansvarig: Maria Exempelsson", "Till: fredag 17 april")
    assert facts(owners=[])[0] == "Ansvarig: ingen ännu"
    assert facts(due_preliminary=True)[1] == "Till: fredag 17 april (preliminärt)"
    assert facts(due_on=None)[1] == "Ingen dag satt"
    assert facts(due_on=None, due_event="folkhälsan har svarat")[1] == "När: folkhälsan har svarat"
    assert facts(due_on=None, due_event="när alla har svarat")[1] == "När alla har svarat"
    assert facts(times_carried=2)[2] == "Har följt med från 2 tidigare möten"
    assert facts(status="waiting")[2] == "Väntar"
    assert facts(outcome="Sal 2")[2] == "Resultat: Sal 2"
    unreached = [{"label": "Ordförande", "unreachable": "vacant"}]
    assert facts(owners=unreached)[2] == "Får inga mejl: Ordförande"


def test_answers_stand_with_name_day_and_comment() -> None:
    answer = {
        "name": "Maria Exempelsson",
        "answer": "cannot",
        "comment": "Är på kurs.",
        "created_at": "2026-04-14T22:30:00Z",
    }

    (found,) = said(cannot=[point(answers=[answer])]).sections[0].points[0].answers

    assert (found.said, found.comment) == ("Maria Exempelsson, onsdag 15 april: kan inte", "Är på kurs.")


def test_parked_items_and_other_groups_points_come_last() -> None:
    parked = {"id": "a", "title": "Vård i hemmet", "parked_until": "skolchefen är med"}
    reported = {
        "id": "b",
        "group": "Styrgruppen",
        "number": 3,
        "task": "Svara regionen",
        "owners": ["Bo Berg"],
        "due_on": None,
        "status": "done",
        "outcome": "Svarat",
    }

    found = said(parked=[parked], reported=[reported])

    assert found.sections[0].points[0].facts == ("Väntar på: skolchefen är med",)
    assert found.sections[1].points[0].facts == (
        "Rapporteras av Styrgruppen",
        "Ansvarig: Bo Berg",
        "Ingen dag satt",
        "Resultat: Svarat",
    )


def test_it_is_said_in_english_too() -> None:
    found = said("en", due=[point()])

    assert found.title == "Follow-up for the meeting on Friday 17 April"
    assert found.sections[0].points[0].facts[0] == "Responsible: Maria Exempelsson"
