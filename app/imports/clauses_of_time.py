"""Clauses that say when: "när juristerna svarat", "om vi får bidraget"; not "kollar om lokalen är ledig"."""

from app.imports import lexicon
from app.imports.conditions import ENDS, is_bare_condition
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite, is_supine

_THINGS = frozenset(("det", "detta", "den", "dessa"))
_LONGEST = 3  # words of "den gamla bryggan"
_DEFINITE = ("et", "en", "an", "na")
_NO_QUESTIONS = frozenset(("innan", "tills", "förrän"))  # "är beslutat innan avtalet löper ut"
_TENSES = ("present", "past", "supine")  # "när juristerna svarat"


def end_of_clause(sentence: Sentence, at: int, end: int) -> int:
    """Where the clause ends that says when and that a word opens; 0: it opens none."""
    length = _opening(sentence, at)
    return _until(sentence, at + length, end) if length else 0


def _opening(sentence: Sentence, at: int) -> int:
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


def _until(sentence: Sentence, at: int, end: int) -> int:
    """To the next sign, or to the second verb: that is the main clause's; to the first behind a bare condition."""
    verbs = int(at == 1 and is_bare_condition(sentence, end))
    while at < end and sentence.words[at] not in ENDS:
        verbs += is_finite(sentence.words[at]) or (not verbs and is_supine(sentence.words[at]))
        if verbs == 2:
            return at
        at += 1
    return at


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
    subject = following in lexicon.words("due", "event", "subjects") or (following in _THINGS and not about)
    return before == "," or subject or _is_if(sentence, at)


def _is_if(sentence: Sentence, at: int) -> bool:
    """ "Eva bokar bandet om priset blir detsamma": behind the verb of the work, a thing with a verb of its own."""
    behind = sentence.words[at + 1 : at + 2 + _LONGEST]
    verb = next((place for place, word in enumerate(behind) if is_finite(word) or word == "inte"), 0)
    thing = behind[:verb]
    is_thing = any(word.endswith(_DEFINITE) for word in thing) or thing[:1] in (("det",), ("den",), ("de",))
    others = lexicon.words("commitments", "questions") | {"och", "i", "på", "för", "av", "som"}
    alone = all(map(str.isalpha, thing)) and others.isdisjoint(thing)
    return (
        is_thing and alone and sentence.words[at] == "om" and any(map(is_finite, _back_to_sign(sentence, at)))
    )


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Not "Bo", who is somebody."""
    return bool(lexicon.readings(sentence.words[at])) and not (at and sentence.tokens[at].is_capital)


def _is_asked(sentence: Sentence, at: int) -> bool:
    """ "kollar om …", "meddelar när …": a question that somebody takes on."""
    asking = lexicon.words("due", "event", "asking")
    before = sentence.words[max(0, at - 3) : at]
    if before[-1:] == (",",):
        return False
    if before[-1:] and before[-1] in _THINGS and sentence.words[at] == "när":
        return False  # "Eva tar det när snön smält"
    asks_if = sentence.words[at] in ("om", "ifall")  # also far behind: "hör efter med föreningen om …"
    reach = _back_to_sign(sentence, at) if asks_if else before[-2:]
    if asks_if and before[-1:] and before[-1] in lexicon.words("due", "event", "asked"):
        return True
    near = [reading.lemma for word in reach if word != "tas" for reading in lexicon.readings(word)]
    asks = sentence.words[at] not in _NO_QUESTIONS and any(lemma in asking for lemma in near)
    return asks or bool(before and before[-1] in ("med", "på", "reda", "av", "för", "om", "och", "kring"))


def _back_to_sign(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The words before a place, as far as to the nearest sign."""
    first = next((back + 1 for back in range(at - 1, -1, -1) if sentence.words[back] in ENDS), 0)
    return sentence.words[first:at]


def _has_verb(sentence: Sentence, at: int) -> bool:
    reach = sentence.words[at : at + 10]
    if reach[0] in lexicon.words("due", "event", "subjects") or (
        reach[0] in _THINGS and any(map(is_finite, reach[1:4]))
    ):
        return True
    return any(reading.tense in _TENSES for word in reach for reading in lexicon.readings(word))


def has_finite(sentence: Sentence, start: int, end: int) -> bool:
    """Whether there is a finite verb between two words: a clause, no noun."""
    return any(is_finite(word) or is_supine(word) for word in sentence.words[start:end])
