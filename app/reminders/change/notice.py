"""What the mail about a change says: what was, what is now, side by side. A pure value in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.mail.plain import one_line
from app.reminders.digest import Links
from app.reminders.memo import Memo, Part, web_address
from app.reminders.points_in_words import paragraphs
from app.reminders.told import Changed, Told
from app.reminders.words import Words

SAID_ALONE = {Changed.time, Changed.place, Changed.link}
OF_TIME = {Changed.reopened, Changed.day, Changed.time}


@dataclass(frozen=True)
class Notice:
    """One letter about a meeting that is no longer as it was told. `names`: of those who read at the address.

    `now` is without the link where not all of them are expected. `reason`: why it was cancelled or opened again.
    """

    group: str
    group_short_name: str | None
    language: str
    today: date
    names: tuple[str, ...]
    was: Told
    now: Told
    changed: tuple[Changed, ...]
    preliminary: bool
    reason: str | None
    reply_to_name: str | None
    stop: str | None


def in_words(notice: Notice) -> Memo:
    words = Words(notice.language, notice.today, "change")
    letter = Words(notice.language, notice.today)
    heading = _heading(notice, words)
    name, short = one_line(notice.group), one_line(notice.group_short_name or "")
    both = f"{name} ({short})" if short and short != name else name
    alone = len(notice.names) == 1
    return Memo(
        language=notice.language,
        subject=words.say("subject", heading=heading, group=short or name),
        heading=heading,
        greeting=letter.say("hello", name=one_line(notice.names[0])) if alone else letter.say("hello_all"),
        why=words.say("why" if alone else "why_shared", group=both),
        parts=tuple(_parts(notice, words, letter)),
        footer=letter.say("footer"),
        links=Links(None, notice.stop),
        stop=letter.say("stop"),
    )


def _heading(notice: Notice, words: Words) -> str:
    """What has happened, in a line that is read on locked screens."""
    first = notice.changed[0]
    key = "several" if len(notice.changed) > 1 and first in SAID_ALONE else first.value
    if key == Changed.link and not web_address(notice.now.online_url):
        key = "link_gone"
    about = notice.was if first == Changed.cancelled else notice.now
    return words.say(key, day=words.day(about.held_on))


def _parts(notice: Notice, words: Words, letter: Words) -> Iterator[Part]:
    if OF_TIME.intersection(notice.changed) or notice.now.cancelled:
        yield _time(notice, words)
    if Changed.place in notice.changed:
        yield _place(notice, words)
    if Changed.link in notice.changed:
        yield _link(notice, words, letter)
    if rest := _rest(notice, words, letter):
        yield rest
    if notice.reason and {Changed.cancelled, Changed.reopened}.intersection(notice.changed):
        yield Part(words.say("reason"), quoted=tuple(paragraphs(notice.reason)))
    if notice.now.cancelled:
        yield Part(words.say("afterwards"), sentences=(words.say("points_stand"),))
    to = one_line(notice.reply_to_name or "")
    yield Part(
        words.say("ask"), sentences=(words.say("ask_by_reply", name=to) if to else words.say("ask_group"),)
    )


def _time(notice: Notice, words: Words) -> Part:
    """Day and hours; with the zone where that is what differs."""
    zones = notice.was.time_zone != notice.now.time_zone
    was, now = (_hours(told, words, zone=zones) for told in (notice.was, notice.now))
    if notice.now.cancelled:
        now = words.say("is_cancelled")
    if notice.was.cancelled:
        was = words.say("was_cancelled", time=was)
    return _pair(words, "time_heading", was, now)


def _hours(told: Told, words: Words, *, zone: bool) -> str:
    hours = words.hours(told.held_on, told.start_time, told.end_time)
    return words.say("in_zone", time=hours, zone=told.time_zone) if zone else hours


def _place(notice: Notice, words: Words) -> Part:
    now = one_line(notice.now.place or "") or words.say("no_place")
    return _pair(words, "place_heading", one_line(notice.was.place or ""), now)


def _pair(words: Words, heading: str, was: str, now: str) -> Part:
    return Part(words.say(heading), facts=(words.say("was", what=was), words.say("now", what=now)))


def _link(notice: Notice, words: Words, letter: Words) -> Part:
    """The old one is not shown again: it would be followed."""
    new = web_address(notice.now.online_url)
    said = words.say("link_replaced" if new else "link_ended")
    return Part(words.say("link_heading"), sentences=(said,), link=new, link_words=letter.say("online"))


def _rest(notice: Notice, words: Words, letter: Words) -> Part | None:
    """What is as it was said, or was not said."""
    now, facts = notice.now, []
    if now.cancelled:
        return None
    if not OF_TIME.intersection(notice.changed):
        facts.append(letter.say("time", time=words.hours(now.held_on, now.start_time, now.end_time)))
    if now.place and Changed.place not in notice.changed:
        facts.append(letter.say("place", place=one_line(now.place)))
    shown = None if Changed.link in notice.changed else web_address(now.online_url)
    sentences = (letter.say("preliminary"),) if notice.preliminary else ()
    if not (facts or shown or sentences):
        return None
    heading = words.say("otherwise")
    return Part(heading, sentences, tuple(facts), shown, letter.say("online") if shown else "")
