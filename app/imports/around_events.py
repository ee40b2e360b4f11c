"""Before, at or after something: "efter mötet", "innan valborg", "före rc1", "tre dagar innan"."""

from app.imports import lexicon
from app.imports.event_nouns import is_event
from app.imports.sentences import Sentence
from app.imports.spans_of_time import is_number

_PRESENT = frozenset(("mötet", "dagens", "sammanträdet"))
_DEFINITE = ("et", "en", "an", "na", "ing", "ande", "ende")


def words_around(sentence: Sentence, at: int, end: int) -> int:
    """How many words "efter mötet", "innan valborg", "till nästa stämma" has, begun by a word; 0: it begins none."""
    words = sentence.words
    length = lexicon.longest_at(lexicon.by_first("due", "event", "around"), words, at)
    free = bool(length)
    length = length or lexicon.longest_at(lexicon.by_first("due", "event", "at"), words, at)
    if not length or at + length >= end or (not free and _belongs_to_verb(sentence, at)):
        return 0
    noun = at + length
    while noun < end - 1 and (
        words[noun] in lexicon.words("due", "event", "between")
        or _is_whose(words, noun)
        or words[noun].endswith("-")
        or words[noun - 1].endswith("-")
    ):
        noun += 1
    if (
        not free
        and words[at] != "inför"
        and words[at + length : noun + 1] == words[noun : noun + 1]
        and words[noun] in _PRESENT
    ):
        return 0
    if is_event(words[noun]) or (free and _is_answer(sentence, at, noun)):
        return noun + 1 - at
    is_thing = _is_thing(sentence, at, noun) if length == 1 else words[noun].endswith(_DEFINITE)
    return noun + 1 - at if free and is_thing else 0


def is_measured(sentence: Sentence, at: int) -> bool:
    """Whether "tre dagar innan" ends at a word, with nothing said behind."""
    behind = sentence.words[at + 1 : at + 2]
    before = sentence.words[at - 1] if at else ""
    alone = not behind or not behind[0][0].isalnum() or behind[0] in ("och", "samt")
    return sentence.words[at] in ("innan", "före", "efter") and before in _units() and alone


def is_beforehand(sentence: Sentence, at: int) -> bool:
    """ "Eva läser listan en gång till innan.": before what was just told of; not "det har vi gjort innan"."""
    is_last = sentence.words[at] == "innan" and all(
        not word[0].isalnum() for word in sentence.words[at + 1 :]
    )
    if not is_last:
        return False
    tenses = {one.tense for word in sentence.words[:at] for one in lexicon.readings(word)}
    return "present" in tenses and tenses.isdisjoint(("past", "supine")) and "som" not in sentence.words


def measure_before(sentence: Sentence, at: int) -> int:
    """How many words "en vecka före mötet" has before "före"."""
    before = sentence.words[max(0, at - 2) : at]
    is_counted = len(before) > 1 and before[1] in _units() and is_number(before[0])
    is_before = sentence.words[at] in ("före", "innan") or sentence.words[at : at + 2] == ("i", "förväg")
    return 2 if is_counted and is_before else 0


def _units() -> frozenset[str]:
    return lexicon.words("due", "units", "1") | lexicon.words("due", "units", "7")


def _is_answer(sentence: Sentence, at: int, noun: int) -> bool:
    """ "efter ok från Eva", "före besked från banken"; not "letar efter svar"."""
    seeking = lexicon.words("due", "event", "seeking")
    before = lexicon.readings(sentence.words[at - 1]) if at else ()
    sought = any(reading.lemma in seeking for reading in before)
    return sentence.words[noun] in lexicon.words("due", "event", "answers") and not sought


def _is_whose(words: tuple[str, ...], at: int) -> bool:
    """ "till AU:s januarimöte", "före kommunens städdag", "efter nämndens beslut": whose event it is."""
    between = lexicon.words("due", "event", "between")
    whose = next((word for word in words[at + 1 : at + 3] if word not in between), words[at + 1])
    is_told = is_event(whose) or whose in lexicon.words("due", "event", "answers")
    return words[at][-1] == "s" and len(words[at]) > 2 and is_told


def _belongs_to_verb(sentence: Sentence, at: int) -> bool:
    """ "kallar till ett möte", "bjuder in till festen": what is done, not when."""
    before = sentence.words[at - 1] if at else ""
    if sentence.words[at] in ("vid", "under"):
        return False
    if any(
        "park" in classes
        for reading in lexicon.readings(before)
        for _, classes in lexicon.frames().get(reading.lemma, ())
    ):
        return False  # "bordläggs till nästnästa möte"
    if before in ("klar", "klara", "klart", "färdig", "färdigt"):
        return False  # "klar till sportlovet"
    return before in ("in", "inbjudan", "kallelse") or bool(lexicon.readings(before))


def _is_thing(sentence: Sentence, at: int, noun: int) -> bool:
    """After or before a definite thing, when the preposition belongs to no verb ("letar efter nyckeln")."""
    word = sentence.words[noun]
    before = sentence.words[at - 1] if at else ""
    if word.isalnum() and word[0].isalpha() and word[-1].isdecimal() and not word.startswith(("kl", "v")):
        return True  # "före rc1"
    if not word.isalpha():
        return False
    if before in _units():
        return True  # "en vecka innan avresa"
    if any(reading.tense != "supine" for reading in lexicon.readings(before)):
        return False
    return word.endswith(_DEFINITE) or noun > at + 1
