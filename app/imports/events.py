"""Dues that are no day: before, at or after something; when something has happened; if it has not."""

from collections.abc import Iterator
from functools import cache, lru_cache

from app.imports import lexicon
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite, is_supine

_SUBJECTS = frozenset(("de", "vi", "man", "hon", "han", "någon", "ingen", "ni", "alla", "inget", "inte"))
_THINGS = frozenset(("det", "detta", "den", "dessa"))
_TENSES = ("present", "past", "supine")  # "när juristerna svarat"
_LEAST = 5  # words of a sentence that begins with a condition
_PRESENT = frozenset(("mötet", "dagens", "sammanträdet"))
_DEFINITE = ("et", "en", "an", "na", "ing", "ande", "ende")
_ENDS = frozenset((",", ".", ";", ":", ")", "(", "!", "?"))


def may_tell(sentence: Sentence) -> bool:
    """Whether there may be an event anywhere in it."""
    words = sentence.words
    following = words[0] in lexicon.words("due", "event", "following")
    return following or not _openers().isdisjoint(words) or condition_first(sentence) > 0


def events_in(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From which word to which an event is said."""
    if sentence.words[start] in lexicon.words("due", "event", "following"):
        yield start, start + 1
    if start == 0 and 0 < (last := condition_first(sentence)) <= end:
        yield 0, last
    openers = _openers()
    for at in range(start, end):
        if sentence.words[at] in openers and (found := _event_at(sentence, at, end)):
            yield found


def _event_at(sentence: Sentence, at: int, end: int) -> tuple[int, int] | None:
    """The event that a word opens."""
    if (
        at
        and sentence.words[at] in lexicon.words("due", "event", "following")
        and is_finite(sentence.words[at - 1])
    ):
        return at, at + 1
    length = lexicon.longest_at(lexicon.by_first("due", "event", "anywhere"), sentence.words, at)
    if length and sentence.words[at + length : at + length + 1] != ("att",):
        return at, at + length
    if length := _when(sentence, at):
        return at, _until(sentence, at + length, end)
    if length := _around(sentence, at, end):
        return at, at + length
    return (max(0, at - 2), at + 1) if _is_measured(sentence, at) else None


@lru_cache(maxsize=64)
def condition_first(sentence: Sentence) -> int:
    """ "Kommer det inget svar ringer Eva", "Blir det regn, ringer Eva": where the condition ends; 0: there is none."""
    words = sentence.words
    if len(words) < _LEAST or not _is_present(words[0]) or sentence.is_question:
        return 0
    prepositions = lexicon.words("names", "prepositions")
    if words[0] in prepositions or words[1] in prepositions | _ENDS:
        return 0
    for at in range(2, len(words) - 1):
        if words[at] in lexicon.words("commitments", "subordinators") or words[at] in _ENDS - {","}:
            return 0
        if _is_present(words[at]):
            return at if _begins_main_clause(sentence, at) else 0
        if is_done_then(sentence, at):
            return at
    return 0


def is_done_then(sentence: Sentence, at: int) -> bool:
    """ "Har svar inte kommit före jul lyfts ärendet …": what is done if so, right behind the condition."""
    done = any(one.tense == "present" and one.passive for one in lexicon.readings(sentence.words[at]))
    behind = sentence.words[at + 1 : at + 2]
    definite = (
        bool(behind) and behind[0].endswith(("en", "et", "an", "na")) and not lexicon.readings(behind[0])
    )
    return done and definite and sentence.words[at - 1].isalpha()


def _is_present(word: str) -> bool:
    return any(reading.tense == "present" and not reading.passive for reading in lexicon.readings(word))


def _begins_main_clause(sentence: Sentence, at: int) -> bool:
    """A verb with its subject right behind it, joined to no verb before it."""
    follows = sentence.tokens[at + 1].is_capital or sentence.words[at + 1] in _SUBJECTS
    joined = sentence.words[at - 1] in ("och", "samt", "men", "eller", "att")
    return follows and not joined and not sentence.tokens[at].is_capital


def _is_measured(sentence: Sentence, at: int) -> bool:
    """ "tre dagar innan", with nothing said behind."""
    behind = sentence.words[at + 1 : at + 2]
    before = sentence.words[at - 1] if at else ""
    alone = not behind or not behind[0][0].isalnum() or behind[0] in ("och", "samt")
    return sentence.words[at] in ("innan", "före", "efter") and before in _units() and alone


def _units() -> frozenset[str]:
    return lexicon.words("due", "units", "1") | lexicon.words("due", "units", "7")


@cache
def _openers() -> frozenset[str]:
    """The words that an event begins with."""
    lists = ("anywhere", "when", "around", "at", "following")
    return frozenset(first for name in lists for first in lexicon.by_first("due", "event", name))


def is_nominal_condition(sentence: Sentence) -> bool:
    """ "Om inget svar före jul …": a condition without a verb."""
    is_none = sentence.words[0] == "om" and sentence.words[1:2] in (("inget",), ("inga",), ("ingen",))
    return is_none and not any(map(is_finite, sentence.words[2:4]))


def _until(sentence: Sentence, at: int, end: int) -> int:
    """To the next sign, or to the second verb: that is the main clause's; to the first behind a bare condition."""
    verbs = int(at == 1 and is_nominal_condition(sentence) and _is_bare(sentence, end))
    while at < end and sentence.words[at] not in _ENDS:
        verbs += is_finite(sentence.words[at]) or (not verbs and is_supine(sentence.words[at]))
        if verbs == 2:
            return at
        at += 1
    return at


def _is_bare(sentence: Sentence, end: int) -> bool:
    """Its first verb is followed by who does it, as in a main clause."""
    first = next((at for at in range(2, end - 1) if is_finite(sentence.words[at])), 0)
    return first > 0 and (sentence.tokens[first + 1].is_capital or sentence.words[first + 1] in _SUBJECTS)


def _when(sentence: Sentence, at: int) -> int:
    """How many words open a clause that says when."""
    words = sentence.words
    length = lexicon.longest_at(lexicon.by_first("due", "event", "when"), words, at)
    if not length or at + length + 1 >= len(words):
        return 0
    following = words[at + length]
    no_time = words[at : at + 3] == ("när", "det", "gäller") or words[at : at + 2] == ("tills", "vidare")
    if no_time or following in ("och", "eller", ","):
        return 0
    if words[at] in ("då", "om") and (not _opens_clause(sentence, at) or _is_other_clause(sentence, at)):
        return 0
    if words[at] == "innan" and not _has_verb(sentence, at + 1):
        return 0
    if words[at] == "så" and following != "som":
        return length  # "så snart vädret tillåter", whatever its verb
    quoted = sum(word in '"”“»«' for word in words[:at]) % 2
    return 0 if quoted or _is_asked(sentence, at) or not _has_verb(sentence, at + 1) else length


def _is_other_clause(sentence: Sentence, at: int) -> bool:
    """It goes on with its verb ("då ringer Eva"), or tells why."""
    return is_finite(sentence.words[at + 1]) or (sentence.words[at] == "då" and _is_reason(sentence, at))


def _is_reason(sentence: Sentence, at: int) -> bool:
    """ "Då vi har tre stycken beslöts …", "då det inte går": why, not when."""
    near = sentence.words[at + 1 : at + 5]
    verb = next((word for word in near if is_finite(word)), "")
    return verb in ("har", "hade", "finns", "saknas", "är", "var", "behövs") or "inte" in near


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """ "om" is if, not about, before a subject; "då" is when after a comma."""
    following, before = sentence.words[at + 1], sentence.words[at - 1] if at else ","
    if following == "de" and not is_finite(sentence.words[at + 2]) if at + 2 < len(sentence.words) else False:
        return before == ","  # "om de nya reglerna": about
    behind = sentence.words[at + 2] if at + 2 < len(sentence.words) else ""
    is_clause = behind == "inte" or (following == "det" and is_finite(behind))
    about = not (is_clause or _is_verb(sentence, at - 1))
    subject = following in _SUBJECTS or (following in _THINGS and not about)
    return before == "," or subject


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Not "Bo", who is somebody."""
    return bool(lexicon.readings(sentence.words[at])) and not (at and sentence.tokens[at].is_capital)


def _is_asked(sentence: Sentence, at: int) -> bool:
    """ "kollar om …", "meddelar när …": a question that somebody takes on."""
    asking = lexicon.words("due", "event", "asking")
    before = sentence.words[max(0, at - 3) : at]
    if before[-1:] == (",",):
        return False
    asks_if = sentence.words[at] in ("om", "ifall")  # also far behind: "hör efter med föreningen om …"
    reach = _back_to_sign(sentence, at) if asks_if else before[-2:]
    near = [reading.lemma for word in reach if word != "tas" for reading in lexicon.readings(word)]
    return any(lemma in asking for lemma in near) or bool(
        before and before[-1] in ("med", "på", "reda", "av", "för", "om", "och", "kring")
    )


def _back_to_sign(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The words before a place, as far as to the nearest sign."""
    first = next((back + 1 for back in range(at - 1, -1, -1) if sentence.words[back] in _ENDS), 0)
    return sentence.words[first:at]


def _has_verb(sentence: Sentence, at: int) -> bool:
    reach = sentence.words[at : at + 10]
    if reach[0] in _SUBJECTS or (reach[0] in _THINGS and any(map(is_finite, reach[1:4]))):
        return True
    return any(reading.tense in _TENSES for word in reach for reading in lexicon.readings(word))


def has_finite(sentence: Sentence, start: int, end: int) -> bool:
    """Whether there is a finite verb between two words: a clause, no noun."""
    return any(is_finite(word) or is_supine(word) for word in sentence.words[start:end])


def _around(sentence: Sentence, at: int, end: int) -> int:
    """ "efter mötet", "innan valborg", "till nästa stämma"."""
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


def _is_answer(sentence: Sentence, at: int, noun: int) -> bool:
    """ "efter ok från Eva", "före besked från banken"; not "letar efter svar"."""
    seeking = lexicon.words("due", "event", "seeking")
    before = lexicon.readings(sentence.words[at - 1]) if at else ()
    sought = any(reading.lemma in seeking for reading in before)
    return sentence.words[noun] in lexicon.words("due", "event", "answers") and not sought


def _is_whose(words: tuple[str, ...], at: int) -> bool:
    """ "till AU:s januarimöte", "före kommunens städdag": whose event it is."""
    return words[at][-1] == "s" and len(words[at]) > 2 and is_event(words[at + 1])


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


def is_event(word: str) -> bool:
    """Something that takes place: "årsmötet", "invigningen"."""
    nouns = lexicon.words("due", "event", "nouns")
    return word in nouns or any(word[cut:] in nouns for cut in range(3, len(word) - 3))


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
