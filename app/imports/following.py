"""The next meetings that a note gives, preliminary ones as proposed."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.dates import dates_in
from app.imports.day_words import Found, weekday_of
from app.imports.draft import DraftNextMeeting
from app.imports.times import Hours, hours_in
from app.imports.words import key

_TITLE = 4  # words
_CALLED = 7  # letters of what a group is called for short
_BESIDE = 60  # letters behind a day among which its time is looked for


Telling = Sequence[tuple[Block, int]]


def telling(made: Sequence[Block]) -> Telling:
    """What says when they meet next, else what is to come up then: the blocks, and from where in their text."""
    return list(_telling(made)) or list(_coming_up(made))


def next_meetings(told: Telling, meeting_on: date | None) -> tuple[DraftNextMeeting, ...]:
    """Each coming day, in the order of the note, once."""
    found: dict[object, DraftNextMeeting] = {}
    for block, start in told:
        for following in _in(block, start, meeting_on):
            found.setdefault(
                (following.held_on, following.source.start if following.held_on is None else 0), following
            )
    return tuple(found.values())


def unread(told: Telling, meeting_on: date | None) -> tuple[str, ...]:
    """What begins by saying when the next meeting is, and gives no day."""
    return tuple(
        block.source().text
        for block, start in told
        if start == 0 and block.kind != "heading" and not any(True for _ in _in(block, start, meeting_on))
    )


def _telling(made: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Blocks under the heading Next meeting, and sentences that name it with a day; and from where in their text."""
    under = 0
    for block in made:
        meaning = sections.section(block.text) if block.kind == "heading" or block.opens_item else None
        meaning = "next_meeting" if block.opens_item and _is_of_days(block.text) else meaning
        if block.kind == "heading":
            under = 8 if meaning == "next_meeting" else 0
            if dates_in(block.text, None) and _phrase(block.text) is not None:
                yield block, 0
        elif under and (dates_in(block.text, None)):
            under -= 1
            yield block, 0
        elif (at := _phrase(block.text)) is not None:
            yield block, at


def _coming_up(made: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """ "Bryggan behandlas på höstmötet den 4 oktober": a sentence with a meeting of the group's and its day."""
    for block in made:
        at = block.text.find("mötet den ")
        if block.agenda_number is None or block.kind == "heading" or at < 0:
            continue
        before = block.text[: at + 1].split()
        begin = block.text.rfind(". ", 0, at) + 1
        verbs = words.table("structure", "coming")["comes_up"]
        if (
            len(before) > 1
            and key(before[-2]) in ("pa", "till")
            and not verbs.isdisjoint(key(word) for word in block.text[begin:at].split())
        ):
            yield block, begin + (block.text[begin : begin + 1] == " ")


def _is_of_days(title: str) -> bool:
    """ "Datum 2024", "Mötestider våren": an item of the agenda that says when they meet."""
    said = key(title).strip(" .:").split()
    return (
        bool(said)
        and len(said) < _TITLE
        and said[0].strip(":") in words.table("structure", "coming")["titles"]
    )


def _phrase(text: str) -> int | None:
    """Where "nästa möte" begins, when it is the sentence's subject or a label: what is due then is another matter."""
    said, at = text.split(), 0
    phrases = words.table("structure", "coming")
    if _is_right_before_day(text):
        return 0
    for index, word in enumerate(said):
        at = text.find(word, at)
        if key(word).strip(":") not in _first_words():
            at += len(word)
            continue
        if index == 0 and _is_named_meeting(said):
            return at
        for count in (4, 3, 2, 1):
            if key(" ".join(said[index : index + count])).strip(" .:,-–") in phrases["subjects"]:
                before, earlier = (key(word).strip(":") for word in (["", "", *said[:index]])[:-3:-1])
                if before not in phrases["due_before"] or earlier in phrases["offered"]:
                    return at
        at += len(word)
    return None


def _is_right_before_day(text: str) -> bool:
    """ "Nästa gång 4/9 hos Eva", "nästa tors 5/9 som vanligt"; not "Nästa fredag ringer Eva"."""
    first = next(iter(dates_in(text[:_BESIDE], None)), None)
    if first is None or first.precision != "day" or not _is_called_next(text[: first.start]):
        return False
    before = [word for word in text[: first.start].split() if weekday_of(word.strip(" .,")) is None]
    return len(before) > 1 or _is_where_or_when(text[first.end :])


def _is_called_next(text: str) -> bool:
    """ "Nästa gång", "Nytt samråd:"."""
    said = [word.strip(" .,:;–-") for word in key(text).split()]
    known = words.table("structure", "coming")
    is_named = len(said) > 1 and said[0] in known["new"] and said[1].endswith(tuple(known["nouns"]))
    return is_named or sections.section(text) == "next_meeting"


def _is_where_or_when(text: str) -> bool:
    """Nothing, a sign, "kl", "i", "samma": no verb behind the day."""
    first = next(iter(key(text).split()), "")
    known = words.table("structure", "places")["before"] | words.table("calendar", "around")["clock"]
    return not first[:1].isalpha() or first in known or first in words.table("structure", "coming")["alike"]


def _is_named_meeting(said: Sequence[str]) -> bool:
    """ "Nästa AU: 19 januari": by the letters that the group is called by."""
    called = said[1].strip(":,.") if len(said) > 1 else ""
    return (
        said[0] in ("Nästa", "Kommande", "Neste", "Næste", "Next")
        and called.isupper()
        and 1 < len(called) < _CALLED
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words.table("structure", "coming")["subjects"])


def _in(block: Block, start: int, meeting_on: date | None) -> Iterator[DraftNextMeeting]:
    sentence_end = _end(block.text, start)
    text = block.text[start:sentence_end]
    days = [found for found in dates_in(text, meeting_on) if found.precision in ("day", "weekday")]
    days = [found for found in days if found.day is None or meeting_on is None or found.day > meeting_on]
    blanked = _blank(text, days)
    for at, found in enumerate(days):
        end = days[at + 1].start if at + 1 < len(days) else len(text)
        hours = _hours(blanked, found.end, end) or (_hours(blanked, 0, found.start) if at == 0 else None)
        source = block.source(start, sentence_end)
        yield DraftNextMeeting(
            found.day,
            hours.begins if hours else None,
            hours.ends if hours else None,
            "proposed" if _is_preliminary(block.text) else "scheduled",
            source,
        )


def _end(text: str, start: int) -> int:
    """Where the sentence ends: a full stop behind a word, before a capital."""
    at = text.find(". ", start)
    while at >= 0:
        word = text[start:at].rsplit(" ", 1)[-1]
        if len(word) > 2 and word.isalpha() and text[at + 2 : at + 3].isupper():
            return at + 1
        at = text.find(". ", at + 1)
    return len(text)


def _blank(text: str, days: list[Found]) -> str:
    for found in days:
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _hours(text: str, start: int, end: int) -> Hours | None:
    found = hours_in(text[start : min(end, start + _BESIDE)], loose=True)
    return found[0] if found else None


def _is_preliminary(text: str) -> bool:
    said = {word.strip(".,:;()!?") for word in key(text).split()}
    return bool(said & words.table("structure", "coming")["preliminary"])
