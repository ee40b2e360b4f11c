"""The next meeting as a text names it: "nästa möte", "Nästa AU: 19 januari", "Nästa gång 4/9 hos Eva"."""

from collections.abc import Sequence
from functools import cache

from app.imports import sections, words
from app.imports.dates import dates_in
from app.imports.day_words import weekday_of
from app.imports.words import key

_CALLED = 7  # letters of what a group is called for short
_BEGINNING = 60  # letters in which a day stands that the text begins by giving


def called_next(text: str) -> int | None:
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
    first = next(iter(dates_in(text[:_BEGINNING], None)), None)
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
