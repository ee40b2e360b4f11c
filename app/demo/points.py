"""The action points of the story: every kind of owner and of due, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.demo.agenda import item
from app.demo.people import EKDALA, OFFICE
from app.demo.telling import GROUP, STEERING

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Afterwards:
    """What happened to a point: an answer, a closing or a reopening, so many days after a meeting."""

    meeting: int
    days: int
    act: str
    said: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Point:
    """Given at a meeting. `due_date` and `rests_until` are days from it; ids are the names of what they name."""

    given: int
    task: str
    owners: tuple[Fields, ...] = ()
    said: Fields = field(default_factory=dict)
    afterwards: tuple[Afterwards, ...] = ()


def person(name: str, part: str = "responsible") -> Fields:
    return {"kind": "person", "person_id": name, "part": part}


def answered(meeting: int, days: int, who: str, answer: str, comment: str | None = None) -> Afterwards:
    return Afterwards(meeting, days, "answer", {"person_id": who, "answer": answer, "comment": comment})


def closed(meeting: int, outcome: str, status: str = "done") -> Afterwards:
    """At that meeting."""
    return Afterwards(meeting, 0, "close", {"status": status, "outcome": outcome})


EVERYBODY: Fields = {"kind": "group"}
CHAIR: Fields = {"kind": "role", "role": "chair"}
REACHABLE = (
    "Moa Lindesjö",
    "Signe Ahlmark",
    "Torvald Ekenstam",
    "Kerstin Furubacke",
    "Nils-Olof Brandehag",
    "Rakel Ängsmyr",
    "Arvid Mossdal",
    "Hedda Vråmark",
    "Bo Granlid",
)

POINTS = (
    Point(
        -7,
        "Ta fram ett kontaktblad för alla verksamheter",
        (person("Moa Lindesjö"),),
        {"agenda_item_id": item(-7, "Gemensam ingång för vårdnadshavare")},
        (closed(-6, "Delades ut på mötet."),),
    ),
    Point(
        -7,
        "Kartlägg vilka stöd som finns för familjer i båda kommunerna",
        (person("Kerstin Furubacke"), person("Rakel Ängsmyr")),
        {"due_kind": "none"},
        (answered(-6, 9, "Kerstin Furubacke", "in_progress"), closed(-3, "Kartläggningen är utskickad.")),
    ),
    Point(
        -7,
        "Samla in lägesrapporterna och påminn dem som inte har lämnat",
        ({**CHAIR, "scope": "child_groups"},),
        {
            "due_kind": "none",
            "status": "in_progress",
            "report_to_id": STEERING,
            "agenda_item_id": item(-7, "Lokala grupper"),
        },
    ),
    Point(
        -6,
        "Lämna underlag till verksamhetsplanen",
        (CHAIR,),
        {"due_date": 21, "agenda_item_id": item(-6, "Verksamhetsplan")},
        (answered(-6, 18, "Signe Ahlmark", "done", "Inlämnat."),),
    ),
    Point(
        -6,
        "Kom med förslag till teman för utbildningsdagen",
        (EVERYBODY,),
        {"completion": "each"},
        tuple(answered(-6, 3 + place * 2, name, "done") for place, name in enumerate(REACHABLE)),
    ),
    Point(
        -6,
        "Undersök om en gemensam mottagning går att ordna",
        (person("Arvid Mossdal"),),
        {},
        (closed(-5, "Ingen av parterna har lokaler; frågan läggs ned.", "dropped"),),
    ),
    Point(
        -6,
        "Stäm av urvalet till enkäten om ungas hälsa",
        (person("Hedda Vråmark"),),
        {"due_event": "när folkhälsoenheten har svarat"},
        (answered(-5, 6, "Hedda Vråmark", "waiting", "Påmint två gånger, inget svar ännu."),),
    ),
    Point(
        -5,
        "Arbeta fram en ny rutin för SIP i en mindre arbetsgrupp",
        (
            {"kind": "organization", "organization_id": OFFICE, "part": "convenor"},
            person("Torvald Ekenstam", "participant"),
            person("Kerstin Furubacke", "participant"),
            person("Rakel Ängsmyr", "participant"),
        ),
        {
            "agenda_item_id": item(-5, "SIP, samordnad individuell plan"),
            "details": "Utgå från rutinen från 2019. *Tänk på*: vem kallar, vem dokumenterar?",
        },
        (
            Afterwards(
                -3,
                4,
                "answer",
                {"organization_id": OFFICE, "answer": "in_progress", "comment": "Första träffen är hållen."},
            ),
        ),
    ),
    Point(
        -5,
        "Pröva checklistan för första samtalet",
        ({"kind": "named", "name": "En mindre grupp"},),
        {"due_kind": "none"},
    ),
    Point(
        -5,
        "Uppdatera listan över SIP-samordnare",
        (person("Rakel Ängsmyr"),),
        {"agenda_item_id": item(-5, "SIP, samordnad individuell plan")},
    ),
    Point(
        -5,
        "Lämna synpunkter på remissen om skolfrånvaro",
        (person("Nils-Olof Brandehag"),),
        {"due_date": 130, "agenda_item_id": item(-5, "Remiss om skolfrånvaro")},
    ),
    Point(
        -3,
        "Ta över samordningen av föräldrastödet",
        ({"kind": "role", "role": "coordinator"},),
        {"agenda_item_id": item(-3, "Föräldrastöd")},
    ),
    Point(
        -3,
        "Fråga föräldraföreningen vad som saknas i kontaktbladet",
        (person("Jonatan Tjärnholm"),),
    ),
    Point(
        -3,
        "Redovisa resultaten av enkäten på styrgruppens möte",
        (CHAIR,),
        {"due_meeting_id": f"{STEERING} 0", "agenda_item_id": item(-3, "Resultat av enkäten")},
    ),
    Point(
        -3,
        "Planera ett studiebesök på familjecentralen",
        (person("Arvid Mossdal"),),
        {"due_kind": "none", "rests_until": 140},
    ),
    Point(
        -3,
        "Skicka ut kallelsen till nätverksdagen",
        (person("Signe Ahlmark"),),
        {},
        (
            closed(-2, "Utskickad."),
            Afterwards(-2, 5, "reopen", {"reason": "Två adresser fattades i utskicket."}),
        ),
    ),
    Point(
        -2,
        "Kontrollera vilka som har behörighet i journalsystemet",
        (person("Edvin Kvarnlund"),),
        {"agenda_item_id": item(-2, "Behörigheter i journalsystemet")},
        (answered(-2, 12, "Edvin Kvarnlund", "in_progress", "Väntar på en lista från leverantören."),),
    ),
    Point(
        -2,
        "Boka lokal till utbildningsdagen",
        (person("Kerstin Furubacke"),),
        {},
        (answered(-1, 5, "Kerstin Furubacke", "cannot", "Ingen av våra lokaler rymmer alla."),),
    ),
    Point(-2, "Skriv en kort text om gruppen till webbplatsen"),
    Point(
        -2,
        "Ordna fika till utbildningsdagen",
        (),
        {},
        (answered(-2, 8, "Bo Granlid", "took"),),
    ),
    Point(
        -1,
        "Bjud in skolcheferna till nästa möte",
        (person("Moa Lindesjö"),),
        {},
        (answered(-1, 7, "Moa Lindesjö", "done", "Båda kommer."),),
    ),
    Point(
        -1,
        "Läs förslaget till handlingsplan och lämna synpunkter",
        (EVERYBODY,),
        {"completion": "each", "agenda_item_id": item(-1, "Handlingsplan för nästa år")},
        (
            answered(-1, 6, "Hedda Vråmark", "done", "Inga ändringar."),
            answered(-1, 8, "Torvald Ekenstam", "done"),
        ),
    ),
    Point(
        -1,
        "Hör med inspiratören om arvode",
        (person("Torvald Ekenstam"),),
        {"due_date": 48, "agenda_item_id": item(-1, "Utbildningsdag")},
    ),
    Point(
        -1,
        "Bjud in ordförandena i de lokala grupperna till mötet därefter",
        (person("Signe Ahlmark"),),
        {"due_meeting_id": f"{GROUP} 3"},
    ),
    Point(
        -1,
        "Se över den lokala handlingsplanen i Ekdala",
        ({"kind": "group", "group_id": EKDALA},),
    ),
    Point(
        -1,
        "Redogör för Granvikas nya organisation",
        ({"kind": "organization", "organization_id": "Granvika kommun"},),
    ),
)
REPORTED = Point(
    -3,
    "Besluta om finansieringen av utbildningsdagen",
    ({"kind": "person", "person_id": "Alva Rönnskog"},),
    {"report_to_id": GROUP},
)
BETWEEN_MEETINGS = Point(
    -1,
    "Svara patientnämnden om väntetiderna",
    (person("Torvald Ekenstam"),),
    {"due_date": 40},
)
