"""Summaries to write letters of. `python -m tests.reminders.summary.summaries` writes the letters down anew."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.action_points.labels import Called
from app.groups.models import Group
from app.memberships.turned_to import Holder
from app.reminders.letter import Rendered, from_templates
from app.reminders.models import ReminderState
from app.reminders.owing import Recipient
from app.reminders.summary.letters import Letter
from app.reminders.summary.receivers import Receiver
from app.reminders.summary.words import in_words
from app.worklist.items import Item, MeetingOf, PersonOf, PointOf, Question
from tests.reminders.digests import HOSTILE, written

LETTERS = Path(__file__).parent / "letters"
TODAY = date(2026, 4, 10)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = UUID(int=1)


def group(number: int, name: str, short_name: str | None = None, **fields: Any) -> Group:
    told = {"created_at": MADE, "modified_at": MADE, "reminders_since": MADE, "name": name, **fields}
    return Group(id=UUID(int=number), short_name=short_name, **told)


def letter(
    groups: list[Group],
    items: list[Item],
    *,
    rank: int = 0,
    name: str = "Majken Glimsjö",
    language: str = "sv",
) -> Letter:
    holders = {
        each.id: Holder(
            each.id, PERSON, name, language, rank, "majken@example.org", None, None, stopped=False
        )
        for each in groups
    }
    receiver = Receiver(Recipient("person", PERSON), name, language, None, groups, holders)
    return Letter(receiver, groups, frozenset(), items, {}, ReminderState.planned)


def point(number: int, task: str, carried: int | None = None) -> PointOf:
    return PointOf(UUID(int=100 + number), number, task, carried)


def person(name: str) -> PersonOf:
    return PersonOf(UUID(int=len(name)), name)


def meeting(day: int, month: int = 4) -> MeetingOf:
    return MeetingOf(UUID(int=day), date(2026, month, day))


def item(of: Group, question: Question, key: str = "", **fields: Any) -> Item:
    return Item(question, of.id, key or f"{question}{fields}", **fields)


def unreachable(of: Group, why: str, number: int, task: str, *, who: str = "", kind: str = "person") -> Item:
    named = person(who) if kind == "person" else None
    return item(
        of,
        Question.unreachable,
        f"{who}{why}",
        point=point(number, task),
        person=named,
        owners=(Called(who),),
        owner_kind=kind,
        why=why,
    )


BGB = group(10, "Beredningsgrupp Barn och unga", "BGB", mail_details=True)
STEERING = group(11, "Styrgruppen")
WORST = group(12, HOSTILE, HOSTILE, mail_details=True)
LONG_TASK = "Skicka ut enkäten till alla skolor i de tre kommunerna och sammanställ svaren"
NEW_WORDS = "Det blir inte av före semestern\nring mig"

EVERYTHING = [
    item(BGB, Question.unheld, meeting=meeting(8)),
    item(BGB, Question.unconfirmed, meeting=meeting(17)),
    item(BGB, Question.unbooked, count=3),
    unreachable(BGB, "no_address", 3, "Ring skolan", who="Siv Tyst"),
    unreachable(BGB, "no_address", 7, LONG_TASK, who="Siv Tyst"),
    unreachable(BGB, "no_address", 4, "Boka lokal", who="Närvårdskontoret", kind="organization"),
    unreachable(BGB, "bounced", 5, "Skriv till regionen", who="Bo Berg"),
    unreachable(BGB, "bounced", 6, "Fråga efter lokaler", who="Lokalkontoret", kind="organization"),
    unreachable(BGB, "stopped", 8, "Se över rutinen", who="Eva Ek"),
    unreachable(BGB, "vacant", 9, "Samla in svaren", who="samordnare", kind="role"),
    unreachable(BGB, "vacant", 16, "Samla in rapporterna", who="ordförande i Norr", kind="role"),
    unreachable(BGB, "vacant", 17, "Räkna platserna", who="ordförande i varje undergrupp", kind="role_below"),
    unreachable(BGB, "vacant", 10, "Fundera på förslag", who="Arbetsgrupp Våld", kind="group"),
    unreachable(BGB, "named", 11, "Ta fram ett förslag", who="En mindre grupp", kind="named"),
    unreachable(BGB, "left", 12, "Bjud in till workshop", who="Lena Lind"),
    item(BGB, Question.unowned, point=point(13, "Tryck upp affischer")),
    item(BGB, Question.unowned, point=point(14, "Hitta en föreläsare")),
    item(BGB, Question.cannot, point=point(15, "Skriv rapporten"), person=person("Bo Berg"), line=NEW_WORDS),
    item(BGB, Question.bounced, person=person("Per Palm"), why="bounced"),
    item(BGB, Question.bounced, person=person("Ola Ohm"), why="failed"),
    item(BGB, Question.bounced, person=person("Ulla Urt"), why="expired"),
    item(BGB, Question.bounced, person=person("Vera Vik"), why="uncertain"),
    item(BGB, Question.bounced, person=person("Åke Ål"), why="held"),
    item(BGB, Question.stopped, person=person("Örjan Ö"), why="stopped"),
    item(BGB, Question.carried, "carried", meeting=meeting(8), point=point(1, "Utred lokaler", 3)),
    item(BGB, Question.carried, "carried", meeting=meeting(8), point=point(2, "Skaffa nycklar", 2)),
]  # fmt: skip

SUMMARIES = {
    "one_thing": letter([STEERING], [item(STEERING, Question.unconfirmed, meeting=meeting(17))]),
    "two_groups": letter(
        [BGB, STEERING],
        [
            item(BGB, Question.unowned, point=point(13, "Tryck upp affischer")),
            item(STEERING, Question.unheld, meeting=meeting(9)),
            item(STEERING, Question.cannot, point=point(2, "Skriv rapporten"), person=person("Bo"), line="Inte här"),
        ],
        rank=1,
    ),
    "everything": letter([BGB], EVERYTHING),
    "everything_in_english": letter([BGB], EVERYTHING, rank=2, language="en"),
    "hostile": letter(
        [WORST],
        [
            item(WORST, Question.cannot, point=point(1, HOSTILE), person=person(HOSTILE), line=HOSTILE),
            unreachable(WORST, "named", 2, HOSTILE, who=HOSTILE, kind="named"),
        ],
        name=HOSTILE,
    ),
}  # fmt: skip


def rendered(name: str) -> Rendered:
    return from_templates("summary", brief=in_words(SUMMARIES[name], TODAY))


if __name__ == "__main__":
    for name in SUMMARIES:
        LETTERS.joinpath(f"{name}.txt").write_text(written(rendered(name)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(rendered(name).html, encoding="utf-8", newline="\n")
