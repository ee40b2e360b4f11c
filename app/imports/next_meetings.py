"""The next meeting as people call it: "till nästa möte", "nästa gång", "på novembermötet"."""

from collections.abc import Iterator

from app.imports import lexicon, other_meetings
from app.imports.conditions import end_at_sign
from app.imports.due import Calendar, Due, due_said
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite


def next_meeting_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    words = sentence.words
    coming = lexicon.words("due", "coming")
    for at in range(start, end - 1):
        noun = at + 1
        if words[at] not in coming:
            continue
        while noun + 1 < end and noun < at + 3 and _describes(words[noun]):
            noun += 1
        if _is_own_meeting(words[noun]) or words[noun] in calendar.group:
            if at > start and not _is_adverbial(sentence, at, noun):
                continue
            if _opens_clause(sentence, noun):
                yield due_said(sentence, "event", at, end_at_sign(sentence, noun, end), None)
                continue
            yield due_said(sentence, "next_meeting", at, noun + 1, calendar.next_on)


def when_we_meet_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    """ "tills vi ses igen", "när vi träffas nästa gång": the next meeting."""
    entries = lexicon.by_first("due", "when_we_meet", "phrases")
    for at in range(start, end):
        if length := lexicon.longest_at(entries, sentence.words[:end], at):
            yield due_said(sentence, "next_meeting", at, at + length, calendar.next_on)


def called_meeting_in(sentence: Sentence, start: int, end: int, calendar: Calendar) -> Iterator[Due]:
    """ "tas upp på novembermötet": the next meeting, when that is then; else an event."""
    for at in range(start + 1, end):
        called = other_meetings.called_at(sentence, at)
        if called is None or sentence.words[at - 1] not in lexicon.words("due", "leads"):
            continue
        month, length = called
        if other_meetings.is_next(month, calendar.meeting_on, calendar.next_on):
            yield due_said(sentence, "next_meeting", at, at + length, calendar.next_on)
        else:
            yield due_said(sentence, "event", at, at + length, None)


def _opens_clause(sentence: Sentence, noun: int) -> bool:
    """ "nästa gång hon är i stan", "nästa gång Eva åker": when somebody does something, no meeting."""
    who, verb = sentence.tokens[noun + 1 : noun + 2], sentence.words[noun + 2 : noun + 3]
    is_one = any(one.is_capital or one.low in ("han", "hon", "de", "någon", "man") for one in who)
    return sentence.words[noun] == "gång" and is_one and any(map(is_finite, verb))


def _describes(word: str) -> bool:
    """ "nästa ordinarie möte", "nästa mindre formella möte": an adjective before the noun."""
    return word.endswith(("a", "e")) and not is_finite(word) and not _is_own_meeting(word)


def _is_adverbial(sentence: Sentence, at: int, noun: int) -> bool:
    """ "till nästa möte", "nästa gång"; "tar upp det nästa möte", but not "bokar nästa möte"."""
    lead = sentence.words[at - 1]
    if lead in lexicon.words("due", "leads") or sentence.words[noun] in ("gång", "tillfälle", "gang"):
        return True
    if sentence.words[max(0, at - 3) : at] == ("i", "samband", "med"):
        return True
    return lead in ("det", "detta", "den", "dem", "dessa", "igen", "vidare") or _ends_clause(sentence, at)


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """ "Frågan tas upp nästa möte", "visar en prototyp nästa möte"; but not "bokar in nästa möte"."""
    verbs = [k for k in range(at) if is_finite(sentence.words[k])]
    lead = sentence.words[at - 1]
    if not verbs or not lead.isalpha() or lead in lexicon.words("names", "prepositions") - {"till", "upp"}:
        return False
    return verbs[-1] < at - 2 or _needs_no_object(sentence.words[verbs[-1]])


def _needs_no_object(word: str) -> bool:
    """ "tas upp", "fortsätter", "berättar mer", "redovisar resultatet": what is done then, not to the meeting."""
    lemmas = {reading.lemma for reading in lexicon.readings(word)}
    return word.endswith("s") or not lemmas.isdisjoint(lexicon.words("due", "telling"))


def _is_own_meeting(word: str) -> bool:
    """ "möte", "styrelsemöte"; a meeting of another kind ("arbetslagsmöte") is an event."""
    if word in lexicon.words("due", "other_meetings"):
        return False
    kinds = lexicon.words("due", "own_kinds")
    ends = (end for end in ("mötet", "möte", "träffen", "träff") if word.endswith(end))
    return word in lexicon.words("due", "meetings") or any(word.removesuffix(end) in kinds for end in ends)
