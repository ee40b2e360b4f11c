"""What else in a sentence speaks for a commitment or against it."""

from collections.abc import Iterator

from app.imports import lexicon
from app.imports.due import Due
from app.imports.sentences import Sentence
from app.imports.spans_of_time import is_number
from app.imports.verbs import helpers

_QUOTES = frozenset('"”“»«')
_NO_LAW = tuple(
    f"{part}{end}"
    for part in ("örslag", "nderlag", "ppslag", "nslag", "tslag", "bolag")
    for end in ("", "en", "ar")
)
_END = 4  # words from the end within which "klart" closes the matter


def clues(
    sentence: Sentence, start: int, end: int, verb: int, due: Due, *, by_person: bool = False
) -> Iterator[str]:
    """The names of the clues, as the table of confidence has them; `verb`: its word in the sentence."""
    if due.kind != "none" and not _recurs(due):
        yield f"due_{due.kind}"
    if _asks(sentence, verb):
        yield "question"
    if not by_person and any(_is_condition(sentence, at, start) for at in range(start, max(start, verb - 1))):
        yield "conditional"
    yield from _against(sentence, start, end, verb, due)


def _recurs(due: Due) -> bool:
    """ "varje månad" makes nothing a task that is none."""
    said = tuple((due.text or "").lower().split())
    every = lexicon.phrases("due", "recurring", "phrases")
    return any(said[at:] in every for at in range(len(said)))


def _is_condition(sentence: Sentence, at: int, start: int) -> bool:
    """ "Om det regnar …", "…, när det gäller barn": a clause before the verb, after nothing or a comma."""
    if sentence.words[at] not in ("om", "ifall", "när", "if", "when", "hvis"):
        return False
    return at == start or sentence.words[at - 1] == ","


def _against(sentence: Sentence, start: int, end: int, verb: int, due: Due) -> Iterator[str]:
    hedged_from = verb if _is_handed_in(sentence, verb, due) else _past_topic(sentence, start, verb)
    if _any("hedges", sentence, hedged_from, min(end, verb + 6)):
        yield "hedged"
    reach = min(end, verb + 6)
    if (
        _any("general", sentence, start, reach)
        or _by_rule(sentence, start, end)
        or _lasts(sentence, verb, end)
    ):
        yield "general"
    is_ahead = due.kind in ("next_meeting", "date") or sentence.words[verb] in helpers()
    near = verb if _is_behind_clause(sentence, start, verb) else max(start, verb - 3)
    if not is_ahead and (
        _is_ongoing(sentence, near, min(end, verb + 6)) or _is_ongoing(sentence, start, start + 1)
    ):
        yield "ongoing"
    if is_closed(sentence):
        yield "closed"
    if _is_negated(sentence, verb):
        yield "negated"
    if sum(word in _QUOTES for word in sentence.words[:verb]) % 2:
        yield "quoted"


def _is_behind_clause(sentence: Sentence, start: int, verb: int) -> bool:
    """ "Eftersom Ali inte är här i dag ringer Eva": what stands before the verb is said of something else."""
    opening = lexicon.words("commitments", "subordinators")
    return sentence.words[verb - 1] == "," or (start == 0 and sentence.words[0] in opening)


def _is_handed_in(sentence: Sentence, verb: int, due: Due) -> bool:
    """ "Önskemål mejlas till Eva senast 3 maj": wishes that are asked for."""
    return due.kind == "date" and sentence.words[verb].endswith("s")


def _past_topic(sentence: Sentence, start: int, verb: int) -> int:
    """ "Önskemål om laddplatser: Klara tar reda på …": what stands before the colon is the topic."""
    colons = [at for at in range(start + 2, verb) if sentence.words[at] == ":"]
    return colons[-1] if colons else start


def _is_ongoing(sentence: Sentence, start: int, end: int) -> bool:
    """ "för närvarande", "redan"; but "som förra året" compares."""
    entries = lexicon.by_first("commitments", "clues", "ongoing")
    return any(
        lexicon.longest_at(entries, sentence.words, at) and sentence.words[at - 1 : at] != ("som",)
        for at in range(start, end)
    )


def _by_rule(sentence: Sentence, start: int, end: int) -> bool:
    """ "enligt föreskriften", "enligt hälso- och sjukvårdslagen", "enligt Skolverket"."""
    rules = lexicon.words("commitments", "clues", "rules") | lexicon.words("commitments", "distant")
    return any(
        sentence.words[at] == "enligt"
        and any(_ends_in(word, rules) for word in sentence.words[at + 1 : at + 4])
        for at in range(start, end)
    )


def _lasts(sentence: Sentence, verb: int, end: int) -> bool:
    """ "ska sparas i tio år": for how long it is so."""
    units = lexicon.words("commitments", "clues", "lasting")
    return any(
        sentence.words[at] == "i" and is_number(sentence.words[at + 1]) and sentence.words[at + 2] in units
        for at in range(verb + 1, min(end, verb + 5) - 2)
    )


def _ends_in(word: str, rules: frozenset[str]) -> bool:
    """ "hygienrutin"; but no "förslag" is a law."""
    law = word.endswith(("lag", "lagen", "lagar", "lagarna")) and not word.endswith(_NO_LAW)
    return law or any(word[cut:] in rules for cut in range(len(word)))


def _any(name: str, sentence: Sentence, start: int, end: int) -> bool:
    entries = lexicon.by_first("commitments", "clues", name)
    if entries.keys().isdisjoint(sentence.words[start:end]):
        return False
    return any(lexicon.longest_at(entries, sentence.words, at) for at in range(start, end))


def is_closed(sentence: Sentence) -> bool:
    """ "Eva bokar lokal – klart", "KLART: boka lokal"."""
    done = lexicon.words("commitments", "clues", "closed")
    words = sentence.words
    if words[:3] in (("[", "x", "]"), ("☑",)) or sentence.text.startswith("~~", sentence.start):
        return True
    if words[0] in done and len(words) > 1 and words[1] in ":-–.)":
        return True
    tail = [at for at in range(max(1, len(words) - _END), len(words)) if words[at] in done]
    return any(words[at - 1] in ",-–(.:→[" for at in tail if at == len(words) - 1 or words[at + 1] in ".!)]")


def _is_negated(sentence: Sentence, verb: int) -> bool:
    negations = lexicon.words("commitments", "clues", "negations")
    for at in range(verb + 1, min(verb + 4, len(sentence.words))):
        word = sentence.words[at]
        if word in negations and not sentence.tokens[at].is_capital:
            return True
        if word in (",", "så") or word in lexicon.words("commitments", "subordinators"):
            return False
    return False


def _asks(sentence: Sentence, verb: int) -> bool:
    """A question mark with no dash between it and the verb, or a helper that begins the sentence."""
    if sentence.words[0] in helpers() and verb == 0 and not _goes_on(sentence):
        return True
    if not sentence.is_question or any(word in "–—-:" for word in sentence.words[verb:]):
        return False
    return not _tells_of_question(sentence, verb)


def _tells_of_question(sentence: Sentence, verb: int) -> bool:
    """ "Eva kollar om lokalen är ledig?": who begins with the subject tells, though what they tell of is asked."""
    asked = lexicon.words("commitments", "questions") | {"om"}
    return (
        verb > 0
        and sentence.words[0] not in asked
        and any(word in asked for word in sentence.words[verb + 1 :])
    )


def _goes_on(sentence: Sentence) -> bool:
    """ "Ska fråga om priset": the verb follows at once, so nobody is asked."""
    following = sentence.words[1] if len(sentence.words) > 1 else ""
    return following in lexicon.words("commitments", "clues", "going_on") or any(
        reading.tense == "infinitive" for reading in lexicon.readings(following)
    )
