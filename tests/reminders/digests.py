"""Digests to write letters of. `python -m tests.reminders.digests` writes the letters down anew."""

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

from app.reminders.digest import Digest, Links, MeetingTold, PointTold, Section
from app.reminders.letter import Rendered, rendered

LETTERS = Path(__file__).parent / "letters"
MEETING_DAY = date(2026, 4, 17)
LINKS = Links(
    f"https://nasta.example.org/answers/{'aB3_-' * 8}xyz", f"https://nasta.example.org/stops/{'Cd4-_' * 8}xyz"
)


def meeting(**changes: Any) -> MeetingTold:
    told: dict[str, Any] = {
        "id": UUID(int=1),
        "held_on": MEETING_DAY,
        "start_time": time(14),
        "end_time": time(16),
        "place": "Kommunhuset i Ålsta, sal Björken",
        "online_url": "https://video.example.org/m/81?pwd=a-b_c&lang=sv",
        "preliminary": False,
        "expected": True,
    }
    return MeetingTold(**told | changes)


def point(number: int = 14, task: str = "Gör en inbjudan till workshoparna", **changes: Any) -> PointTold:
    told: dict[str, Any] = {
        "id": UUID(int=1000 + number),
        "number": number,
        "task": task,
        "due_on": MEETING_DAY,
        "due_event": None,
        "due_elsewhere": None,
        "late": False,
        "waiting": False,
        "times_carried": 0,
        "part": "responsible",
        "for_whom": None,
        "each": False,
    }
    return PointTold(**told | changes)


def section(*points: PointTold, name: str = "Majken Glimsjö") -> Section:
    return Section(name, points or (point(),))


def digest(*points: PointTold, **changes: Any) -> Digest:
    told: dict[str, Any] = {
        "group": "Beredningsgruppen för barn och unga",
        "group_short_name": "BGB",
        "language": "sv",
        "today": date(2026, 4, 10),
        "meeting": meeting(),
        "sections": (section(*points),),
        "unowned": (),
        "answer_by": None,
        "reply_to_name": "Torun Ekevall",
        "links": LINKS,
    }
    return Digest(**told | changes)


UNDATED: dict[str, Any] = {"due_on": None}
MANY = (
    point(3, "Ta fram siffror om skolfrånvaro", late=True, due_on=date(2026, 3, 13), times_carried=2),
    point(
        5,
        "Redovisa enkäten",
        late=True,
        due_on=date(2026, 4, 2),
        due_elsewhere="Länsstyrgruppen",
        times_carried=1,
    ),
    point(
        8,
        "Fundera på hur föräldrar kan få veta mer om stödet som finns, och ta med ett förslag",
        for_whom="Beredningsgruppen för barn och unga",
        for_kind="group",
        each=True,
    ),
    point(9, "Boka lokal för höstens möten", due_on=date(2026, 4, 13)),
    point(
        10,
        "Samla arbetsgruppen",
        part="convenor",
        for_whom="Närvårdskontoret",
        for_kind="organization",
        due_on=date(2026, 4, 24),
    ),
    point(11, "Läs förslaget till handlingsplan", part="participant"),
    point(12, "Samla in rapporterna", for_whom="ordförande", for_kind="role"),
    point(13, "Följ upp lägerveckan", for_whom="Hillevi Tranmark", for_kind="person"),
    point(15, "Redovisa resultaten", due_elsewhere="Länsstyrgruppen", due_on=date(2026, 4, 15)),
    point(16, "Skriv svaret", **UNDATED, due_event="när folkhälsan har svarat", waiting=True),
    point(17, "Ta upp skolskjutsarna", **UNDATED, due_event="skolchefen är på plats."),
    point(18, "Håll kontakten med fritidsgårdarna", **UNDATED, times_carried=4),
    point(19, "Bjud in Elevrådet", due_on=date(2026, 11, 9)),
)

DETAILS = """\
Workshoparna hålls **i maj**. Inbjudan behöver gå ut i god tid, eftersom skolorna planerar långt i förväg.
Se https://example.org/ett/mycket/langt/namn/som/inte/far/delas/av-nagonstans-i-mitten/av-det

- Tid och plats
- Vem som kan komma



> Fråga Torun om något är oklart.
"""
HOSTILE = (
    "<script>alert(1)</script>\r\nDina punkter\n\n15. Betala &amp; \u202eklaer\u2066 "
    "{{ memo }} {number} =?utf-8?q?=0ABcc:?="
)
HOSTILE_POINTS = (
    point(
        task=HOSTILE,
        for_whom=HOSTILE,
        due_on=None,
        due_event=HOSTILE,
        details=f"{HOSTILE}\n\nSå svarar du\n\u2028</li></ul>\x00\ud800",
        agenda_item=HOSTILE,
        others=(HOSTILE,),
    ),
    point(15, due_elsewhere=HOSTILE),
)

DIGESTS = {
    "one_point": digest(),
    "many": digest(*reversed(MANY)),
    "many_in_english": digest(
        *MANY, language="en", answer_by=date(2026, 4, 16), meeting=meeting(expected=False, online_url=None)
    ),
    "not_expected": digest(meeting=meeting(expected=False, online_url=None), answer_by=date(2026, 4, 16)),
    "proposed": digest(
        meeting=meeting(preliminary=True, start_time=None, end_time=None, place=None, online_url=None),
        reply_to_name=None,
    ),
    "own_day": digest(
        point(9, "Boka lokal för höstens möten", due_on=date(2026, 4, 13)),
        meeting=None,
        answer_by=date(2026, 4, 13),
    ),
    "shared_address": digest(
        sections=(
            section(point(4, "Ring rektorerna"), point(7, "Skicka ut enkäten", times_carried=1)),
            section(point(4, "Ring rektorerna", part="participant"), name="Östen Kvarnbäck"),
        )
    ),
    "unowned": digest(
        unowned=(
            point(21, "Undersök om bidraget går att söka", **UNDATED, times_carried=1),
            point(20, "Hitta en föreläsare"),
        )
    ),
    "details": digest(
        point(
            times_carried=1,
            agenda_item="4.2 Handlingsplanen",
            agreed_on=date(2025, 12, 5),
            others=("Östen Kvarnbäck", "Hillevi Tranmark", "Närvårdskontoret"),
            details=DETAILS,
        ),
        point(15, "Ring lokalvården", agreed_on=date(2026, 3, 2), others=("Östen Kvarnbäck",)),
        point(16, "Beställ kaffe", agenda_item="Övrigt"),
    ),
    "hostile": digest(
        group=HOSTILE,
        group_short_name=HOSTILE,
        sections=(section(*HOSTILE_POINTS, name=HOSTILE),),
        reply_to_name=HOSTILE,
        meeting=meeting(place=HOSTILE, online_url='javascript:alert(1)//"><script>'),
    ),
}


def written(letter: Rendered) -> str:
    """Subject and text, as they are kept."""
    return f"{letter.subject}\n\n{letter.text}"


if __name__ == "__main__":
    for name, told in DIGESTS.items():
        LETTERS.joinpath(f"{name}.txt").write_text(written(rendered(told)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(rendered(told).html, encoding="utf-8", newline="\n")
