"""The follow-up as its page says it: the JSON of the API and a meeting in, words out. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.reminders.points_in_words import WHEN
from app.reminders.words import Words

Thing = Mapping[str, Any]

# Where a point is shown whole if it stands in several lists: what the chair has to settle comes first.
LISTS = ("cannot", "late", "due", "unowned", "waiting", "undated", "done")


@dataclass(frozen=True)
class AnswerSaid:
    said: str
    comment: str | None


@dataclass(frozen=True)
class PointSaid:
    """`facts`: owners, due and the rest, a line each. `shown_above`: only its heading, the rest stands above."""

    anchor: str
    heading: str
    facts: tuple[str, ...] = ()
    answers: tuple[AnswerSaid, ...] = ()
    shown_above: bool = False


@dataclass(frozen=True)
class Section:
    heading: str
    points: tuple[PointSaid, ...]


@dataclass(frozen=True)
class Page:
    """`nothing`: said instead of sections when there are none."""

    language: str
    title: str
    group: str
    when: str
    place: str | None
    state: str | None
    asked: str
    sections: tuple[Section, ...]
    nothing: str


@dataclass(frozen=True)
class About:
    """The meeting that the page is about, and when it is read."""

    group: str
    held_on: date
    hours: str
    place: str | None
    status: str
    time_zone: str
    read_at: datetime


def page(found: Thing, about: About, language: str) -> Page:
    here = about.read_at.astimezone(ZoneInfo(about.time_zone))
    words = Words(language, here.date(), "follow_up_page")
    states = {"held", "cancelled", "proposed"}
    return Page(
        language=language,
        title=words.say("title", day=words.day(about.held_on)),
        group=about.group,
        when=about.hours,
        place=about.place,
        state=words.say(about.status) if about.status in states else None,
        asked=words.say("asked", day=words.day(here.date()), hour=words.hour(here.time())),
        sections=tuple(_sections(found, words, ZoneInfo(about.time_zone))),
        nothing=words.say("nothing"),
    )


def _sections(found: Thing, words: Words, zone: ZoneInfo) -> Iterator[Section]:
    shown: set[str] = set()
    for name in LISTS:
        if found[name]:
            yield Section(
                words.counted(name, len(found[name])),
                tuple(_point(point, words, zone, shown) for point in found[name]),
            )
    if found["parked"]:
        yield Section(
            words.counted("parked", len(found["parked"])), tuple(map(_parked(words), found["parked"]))
        )
    if found["reported"]:
        reported = tuple(_reported(point, words) for point in found["reported"])
        yield Section(words.counted("reported", len(reported)), reported)


def _point(point: Thing, words: Words, zone: ZoneInfo, shown: set[str]) -> PointSaid:
    anchor, heading = f"punkt-{point['number']}", f"{point['number']}. {point['task']}"
    if anchor in shown:
        return PointSaid(anchor, heading, shown_above=True)
    shown.add(anchor)
    answers = tuple(_answer(answer, words, zone) for answer in point["answers"])
    return PointSaid(anchor, heading, tuple(_facts(point, words)), answers)


def _facts(point: Thing, words: Words) -> Iterator[str]:
    yield _owners([owner["label"] for owner in point["owners"]], words)
    yield _due(point, words)
    if point["times_carried"]:
        yield words.counted("carried", point["times_carried"])
    if point["status"] in {"in_progress", "waiting", "dropped"}:
        yield words.say(f"status_{point['status']}")
    if point["outcome"]:
        yield words.say("outcome", outcome=point["outcome"])
    if unreachable := [owner["label"] for owner in point["owners"] if owner["unreachable"]]:
        yield words.say("unreachable", names=words.listed(unreachable))


def _owners(labels: Sequence[str], words: Words) -> str:
    return words.say("owners", names=words.listed(labels)) if labels else words.say("no_owner")


def _due(point: Thing, words: Words) -> str:
    if point["due_on"]:
        day = words.day(date.fromisoformat(point["due_on"]))
        return words.say("due_preliminary" if point.get("due_preliminary") else "due_on", day=day)
    if point.get("due_event"):
        return _event(point["due_event"], words)
    return words.say("undated_fact")


def _event(event: str, words: Words) -> str:
    if event.casefold().startswith(WHEN):
        return f"{event[0].upper()}{event[1:]}"
    return words.say("due_event", event=event)


def _answer(answer: Thing, words: Words, zone: ZoneInfo) -> AnswerSaid:
    day = datetime.fromisoformat(answer["created_at"]).astimezone(zone).date()
    said = words.say(
        "answered", name=answer["name"], answer=words.say(f"answer_{answer['answer']}"), day=words.day(day)
    )
    return AnswerSaid(said, answer["comment"])


def _parked(words: Words) -> Any:
    def said(item: Thing) -> PointSaid:
        until = item["parked_until"]
        facts = (words.say("parked_until", until=until),) if until else ()
        return PointSaid(f"dagordning-{item['id']}", item["title"], facts)

    return said


def _reported(point: Thing, words: Words) -> PointSaid:
    facts = [
        words.say("from_group", group=point["group"]),
        _owners(point["owners"], words),
        _due(point, words),
    ]
    if point["outcome"]:
        facts.append(words.say("outcome", outcome=point["outcome"]))
    return PointSaid(f"rapport-{point['id']}", f"{point['number']}. {point['task']}", tuple(facts))
