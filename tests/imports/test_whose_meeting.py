"""Whose meeting a note is of, where it was and when the next one is, where several lines could say so."""

import pytest

from app.imports.notes import read

_BODY = "\n1. Ekonomi\nLäget är gott.\n2. Övrigt\nInget.\n"


@pytest.mark.parametrize(
    ("head", "group"),
    [
        (
            "Region Löv\nStaben för vård\n\nMötesanteckning Hjärta och kärl\n\nDatum: 240514",
            "Hjärta och kärl",
        ),
        ("Protokoll CSG 2-2021\n\nRegionens samverkansgrupp\n\nTid: 3 maj 2021", "Regionens samverkansgrupp"),
        ("---\ntitle: Projektmöte Tallfrö\ndate: 21-05-19\n---\n\nDeltagare: Vera Lind, Isak Bro", "Tallfrö"),
        (
            "Hej alla!\nHär kommer anteckningarna från träffen 22/11 2018.\n\nEkbynätverket\n\nPå plats: Vera Lind",
            "Ekbynätverket",
        ),
    ],
)
def test_of_several_titles_one_is_the_groups(head: str, group: str) -> None:
    assert read(head + "\n" + _BODY).meeting.group == group


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Anteckningar från odlingsträff i Fagerby 22 november 2018", "Fagerby"),
        ("Minnesanteckningar från möte 2021-05-17 via Zoom, kl 15.00 till 16.50", "Zoom"),
        ("Anteckningar från möte i Odlarna 22 november 2018", None),
    ],
)
def test_a_gathering_is_in_a_place_and_a_meeting_may_be_a_groups(line: str, place: str | None) -> None:
    assert read(f"Odlingsrådet\n\n{line}\n{_BODY}").meeting.place == place


def test_the_next_meeting_is_the_one_called_so_though_days_of_a_year_are_told_above() -> None:
    text = (
        "Odlingsrådet 2017-09-20\n\n1. Mötestider 2018\nFörslaget är 14 februari och 23 maj.\n"
        "2. Avslutning\nNästa möte är den 6 december kl 13.\n"
    )
    assert [str(one.held_on) for one in read(text).next_meetings][:2] == ["2017-12-06", "2018-02-14"]
