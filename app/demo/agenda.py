"""What the meetings took up, and what they decided."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from app.agenda import service as agenda
from app.agenda.models import AgendaItemCreate, AgendaItemUpdate, AgendaKind, AgendaOutcome
from app.decisions import service as decisions
from app.decisions.models import DecisionCreate
from app.demo.calendar import Calendar
from app.demo.telling import GROUP, STEERING, Telling


@dataclass(frozen=True)
class Topic:
    """An item between the usual ones. `became` is its outcome once the meeting was held."""

    title: str
    notes: str
    presenter: str
    decided: str | None = None
    became: AgendaOutcome = AgendaOutcome.handled
    waits_for: str | None = None


TOPICS: dict[int, tuple[Topic, ...]] = {
    -7: (
        Topic(
            "Gemensam ingång för vårdnadshavare",
            "Det är svårt att veta vart man ska vända sig. Ett **kontaktblad** för alla verksamheter tas fram.",
            "Moa Lindesjö",
            "Ett gemensamt kontaktblad tas fram och ses över varje år.",
        ),
        Topic(
            "Lokala grupper",
            "Lägesrapporterna kommer ojämnt. Ordföranden i varje lokal grupp samlar in dem.",
            "Signe Ahlmark",
        ),
    ),
    -6: (
        Topic(
            "Verksamhetsplan",
            "Underlaget lämnas före bokslutet.",
            "Signe Ahlmark",
            "Verksamhetsplanens tre mål ligger fast.",
        ),
        Topic("Enkät om ungas hälsa", "Folkhälsoenheten återkommer om urvalet.", "Hedda Vråmark"),
    ),
    -5: (
        Topic(
            "SIP, samordnad individuell plan",
            "Rutinen är från 2019 och stämmer inte längre.",
            "Rakel Ängsmyr",
            "Rutinen görs om. En mindre arbetsgrupp tillsätts.",
        ),
        Topic(
            "Remiss om skolfrånvaro",
            "Båda kommunerna vill svara gemensamt.",
            "Nils-Olof Brandehag",
            "Synpunkterna lämnas gemensamt.",
        ),
    ),
    -3: (
        Topic("Föräldrastöd", "Samordningen har ingen som håller i den.", "Kerstin Furubacke"),
        Topic(
            "Resultat av enkäten",
            "Redovisas för styrgruppen.",
            "Hedda Vråmark",
            "Resultaten lämnas till styrgruppen.",
            AgendaOutcome.referred,
        ),
    ),
    -2: (
        Topic(
            "Behörigheter i journalsystemet", "Systemförvaltaren är med under punkten.", "Kerstin Furubacke"
        ),
        Topic(
            "Övergången från förskola till skola",
            "Frågan parkeras; skolchefen behöver vara med.",
            "Nils-Olof Brandehag",
            None,
            AgendaOutcome.parked,
            "skolchefen är med",
        ),
    ),
    -1: (
        Topic(
            "Handlingsplan för nästa år",
            "Ett första förslag är utskickat.",
            "Moa Lindesjö",
            "Förslaget går på remiss inom gruppen.",
        ),
        Topic(
            "Utbildningsdag", "Datum är klart, lokal saknas.", "Kerstin Furubacke", "En utbildningsdag hålls."
        ),
    ),
    0: (
        Topic("Handlingsplan för nästa år", "Synpunkterna gås igenom.", "Moa Lindesjö"),
        Topic("Utbildningsdag", "Program och lokal.", "Kerstin Furubacke"),
    ),
}


def item(number: int, title: str) -> str:
    """What an item of a meeting is called in the telling."""
    return f"{title} {number}"


def prepare(telling: Telling, calendar: Calendar) -> None:
    """The agenda of each meeting lies there three weeks before; what became of it is noted at the meeting."""
    for number, topics in TOPICS.items():
        telling.at(calendar.after(number, -22), "10:20", partial(_prepare, telling, number, topics))
        telling.at(calendar.meeting(number), "15:42", partial(_note, telling, number, topics))


def _prepare(telling: Telling, number: int, topics: tuple[Topic, ...], now: datetime) -> None:
    _add(telling, number, now, title="Mötets öppnande", kind=AgendaKind.formality)
    _add(telling, number, now, title="Uppföljning av åtgärdspunkter", kind=AgendaKind.follow_up)
    for topic in topics:
        kind = AgendaKind.decision if topic.decided else AgendaKind.discussion
        presenters = [telling.ids[topic.presenter]]
        _add(telling, number, now, title=topic.title, kind=kind, presenter_ids=presenters)
    _add(telling, number, now, title="Nästa möte", kind=AgendaKind.formality)


def _add(telling: Telling, number: int, now: datetime, *, title: str, **fields: Any) -> None:
    body = AgendaItemCreate(meeting_id=telling.ids[f"{GROUP} {number}"], title=title, **fields)
    telling.keep(item(number, title), agenda.add(telling.session, telling.secretary, body, now))


def _note(telling: Telling, number: int, topics: tuple[Topic, ...], now: datetime) -> None:
    for topic in topics:
        referred = topic.became == AgendaOutcome.referred
        said = {"notes": topic.notes, "outcome": topic.became, "parked_until": topic.waits_for}
        change = AgendaItemUpdate.model_validate(
            {**said, "referred_to_id": telling.ids[STEERING] if referred else None}
        )
        id = telling.ids[item(number, topic.title)]
        agenda.update(telling.session, telling.secretary, id, change, "*", now)
        if topic.decided:
            body = DecisionCreate(
                meeting_id=telling.ids[f"{GROUP} {number}"], agenda_item_id=id, text=topic.decided
            )
            decisions.add(telling.session, telling.secretary, body, now)
