from datetime import date
from typing import Any

import pytest

from app.reminders.points_in_words import in_order, in_words
from app.reminders.words import Words
from tests.reminders.digests import meeting, point


@pytest.mark.parametrize(
    ("changes", "language", "sentence"),
    [
        ({}, "sv", "Till mötet."),
        ({}, "en", "For the meeting."),
        ({"due_on": date(2026, 4, 13)}, "sv", "Senast måndag 13 april."),
        ({"due_on": date(2026, 4, 13)}, "en", "By Monday 13 April."),
        ({"due_on": date(2026, 4, 18)}, "sv", "Senast lördag 18 april."),
        ({"due_on": date(2026, 4, 9), "late": True}, "sv", "Den var tänkt till torsdag 9 april."),
        ({"due_on": date(2026, 4, 9), "late": True}, "en", "It was planned for Thursday 9 April."),
        ({"due_elsewhere": "Ålstarådet"}, "sv", "Till mötet i Ålstarådet fredag 17 april."),
        ({"due_elsewhere": "Ålstarådet"}, "en", "For the meeting of Ålstarådet on Friday 17 April."),
        (
            {"due_elsewhere": "Ålstarådet", "due_on": date(2026, 4, 8), "late": True},
            "sv",
            "Den var tänkt till mötet i Ålstarådet onsdag 8 april.",
        ),
        ({"due_on": None}, "sv", "Följs upp på varje möte."),
        ({"due_on": None}, "en", "Followed up at every meeting."),
        ({"due_on": None, "due_event": "När alla svarat"}, "sv", "När alla svarat."),
        ({"due_on": None, "due_event": "när alla svarat."}, "en", "När alla svarat."),
        ({"due_on": None, "due_event": "when all is said"}, "sv", "When all is said."),
        ({"due_on": None, "due_event": "närvaron är klar"}, "sv", "När: närvaron är klar."),
        ({"due_on": None, "due_event": "Beslut i nämnden"}, "en", "When: Beslut i nämnden."),
        ({"due_on": None, "due_event": " .\n. "}, "sv", "Följs upp på varje möte."),
        ({"waiting": True}, "sv", "Till mötet. Markerad som väntande."),
        ({"times_carried": 1}, "sv", "Till mötet. Har följt med från ett tidigare möte."),
        ({"times_carried": 2}, "sv", "Till mötet. Har följt med från 2 tidigare möten."),
        ({"times_carried": 2}, "en", "For the meeting. Carried over from 2 earlier meetings."),
        ({"part": "convenor"}, "sv", "Till mötet. Du är sammankallande."),
        ({"part": "participant"}, "sv", "Till mötet. Du deltar."),
        ({"for_whom": "ordförande", "for_kind": "role"}, "sv", "Till mötet. Du får den som ordförande."),
        (
            {"for_whom": "ordförande", "for_kind": "role_below"},
            "sv",
            "Till mötet. Du får den som ordförande i en av undergrupperna.",
        ),
        ({"for_whom": "chair", "for_kind": "role"}, "en", "For the meeting. You get it as chair."),
        ({"for_whom": "Kontoret", "for_kind": "organization"}, "sv", "Till mötet. Du får den för Kontoret."),
        ({"for_whom": "Kontoret"}, "sv", "Till mötet. Du får den för Kontoret."),
        ({"for_whom": "AVB", "for_kind": "group"}, "sv", "Till mötet. Den gäller alla i AVB."),
        (
            {"for_whom": "Hillevi Tranmark", "for_kind": "person"},
            "sv",
            "Till mötet. Du har tagit över den efter Hillevi Tranmark.",
        ),
        ({"each": True}, "sv", "Till mötet. Var och en svarar för sin egen del."),
        ({"each": True}, "en", "For the meeting. Everyone answers for their own part."),
    ],
)
def test_a_point_says_when_it_is_due_and_how_it_stands(
    changes: dict[str, Any], language: str, sentence: str
) -> None:
    (told,) = in_words([point(**changes)], meeting(), Words(language, date(2026, 4, 10)))

    assert told.said == sentence


def test_late_points_come_first_then_the_nearest_and_undated_last() -> None:
    told = [
        point(1, due_on=None),
        point(2, due_on=date(2026, 4, 17)),
        point(3, due_on=date(2026, 4, 12)),
        point(4, due_on=date(2026, 4, 9), late=True),
        point(6, due_on=date(2026, 3, 9), late=True),
        point(5, due_on=date(2026, 4, 17)),
    ]

    assert [each.number for each in in_order(told)] == [6, 4, 3, 2, 5, 1]


def test_one_that_is_not_late_on_its_meetings_day_is_due_at_the_meeting_only_while_there_is_one() -> None:
    (told,) = in_words([point()], None, Words("sv", date(2026, 4, 10)))

    assert told.said == "Senast fredag 17 april."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, ""),
        ({"agreed_on": date(2026, 3, 2)}, "Bestämdes måndag 2 mars."),
        ({"agenda_item": "Övrigt"}, "Hör till ”Övrigt”."),
        ({"agreed_on": date(2026, 3, 2), "agenda_item": "Övrigt"}, "Bestämdes måndag 2 mars under ”Övrigt”."),
        ({"others": ("A",)}, "Tillsammans med A."),
        ({"others": ("A", "B")}, "Tillsammans med A och B."),
        (
            {"agenda_item": "Övrigt", "others": ("A", "B", "C")},
            "Hör till ”Övrigt”. Tillsammans med A, B och C.",
        ),
    ],
)
def test_where_it_comes_from(changes: dict[str, Any], sentence: str) -> None:
    (told,) = in_words([point(**changes)], meeting(), Words("sv", date(2026, 4, 10)))

    assert told.background == sentence


@pytest.mark.parametrize(
    ("details", "groups"),
    [
        (None, []),
        (" \n\n ", []),
        ("Ett", [["Ett"]]),
        ("Ett\nTvå\n \n\nTre\n", [["Ett", "Två"], ["Tre"]]),
        ("  - Ett\r\n\t- **Två**", [["- Ett", "  - Två"]]),
    ],
)
def test_details_are_groups_of_lines(details: str | None, groups: list[list[str]]) -> None:
    (told,) = in_words([point(details=details)], meeting(), Words("sv", date(2026, 4, 10)))

    assert [[" " * line.first + line.words for line in group] for group in told.details_set_in] == groups
    assert bool(told.details) == bool(groups)
