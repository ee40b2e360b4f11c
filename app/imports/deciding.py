"""What a decision gives to be done: "beslutade att köpa in …", "att uppdra åt kassören att …"."""

from collections.abc import Iterator, Sequence

from app.imports import lexicon
from app.imports.at_the_meeting import is_of_minutes
from app.imports.frames import meaning
from app.imports.naming import Actor, joined
from app.imports.sentences import Sentence

_GIVING = ("uppdra", "ge", "delegera")
_NONE = frozenset(("inga", "inget", "ingen"))  # "Inga beslut att följa upp"


def decided(sentence: Sentence, *, is_due: bool) -> Iterator[tuple[str, int]]:
    """By what sign, and the infinitive, for each "att" behind a word of deciding or at the very beginning.

    `is_due`: the sentence says when, so that also a bare "att återuppta ärendet på nästa möte" is work.
    """
    joined = False
    for at, word in enumerate(sentence.words[:-1]):
        if word == "att" and (at == 0 or _is_decided(sentence, at) or (joined and _goes_on(sentence, at))):
            joined = at > 0
            name = _sign(sentence, at + 1, is_formula=at == 0 and not is_due)
            if name:
                yield name, at + 1
            if name == "ordered":
                return


def _goes_on(sentence: Sentence, at: int) -> bool:
    """ "beslöt att bifalla motionen och att uppdra åt styrelsen att …": one more clause of the same decision."""
    return sentence.words[at - 1] in ("och", "samt", ",")


def _sign(sentence: Sentence, at: int, *, is_formula: bool) -> str | None:
    """`is_formula`: the sentence begins with "att", so that only what gives somebody work is surely work."""
    for reading in lexicon.readings(sentence.words[at]):
        if reading.tense != "infinitive":
            continue
        classes = meaning(sentence, at, reading.lemma)[1]
        if is_giving(sentence, at, reading.lemma):
            return "ordered"
        if not is_formula and "park" in classes:
            return "park"
        if (
            not is_formula
            and classes & {"work", "carry", "ask"}
            and "report" not in classes
            and reading.lemma not in lexicon.words("commitments", "done_by_deciding")
            and not (_is_about_meeting(sentence, at) or is_of_minutes(sentence, at))
        ):
            return "decided_work"
    return None


def _is_about_meeting(sentence: Sentence, at: int) -> bool:
    """ "att ändra punkt 9", "att lägga till en punkt på dagordningen": done at once."""
    own = lexicon.words("commitments", "own_matters")
    return any(word in own for word in sentence.words[at + 1 : at + 5])


def _is_decided(sentence: Sentence, at: int) -> bool:
    deciding = lexicon.words("commitments", "deciding")
    before = sentence.words[max(0, at - 4) : at]
    none = before[:1] + sentence.words[max(0, at - 2) : at - 1]
    return any(word in deciding for word in before) and not _NONE.intersection(none)


def is_giving(sentence: Sentence, at: int, lemma: str) -> bool:
    """Whether the verb gives somebody else the work."""
    if lemma not in _GIVING:
        return False
    behind = sentence.words[at + 1 : at + 12]
    return lemma != "ge" or ("i" in behind and ("uppdrag" in behind or "uppgift" in behind))


_SENDING = ("återremittera", "remittera", "överlämna", "överlåta", "hänskjuta", "delegera")


def sent_to(sentence: Sentence, actors: Sequence[Actor], at: int) -> list[Actor]:
    """ "att återremittera ärendet till förvaltningen": who has it then."""
    if not any(reading.lemma in _SENDING for reading in lexicon.readings(sentence.words[at])):
        return []
    return [a for a in actors if at < a.start <= at + 5 and sentence.words[a.start - 1] == "till"][:1]


def agreed(sentence: Sentence, actors: Sequence[Actor], at: int) -> list[Actor]:
    """ "Gruppen enas om att gå igenom …": who agree to do what stands at a place."""
    before = sentence.words[max(0, at - 4) : at]
    agrees = before[-2:] == ("om", "att") and not {"enas", "enades", "överens"}.isdisjoint(before)
    return [a for a in actors if agrees and a.start == 0 and a.kind in ("group", "organization")][:1]


def given_to(sentence: Sentence, actors: Sequence[Actor], at: int) -> list[Actor]:
    """ "… och uppdrog åt kassören att teckna avtal": who is to do what stands at a place, behind "att"."""
    before = [actor for actor in actors if actor.end == at - 1 and sentence.words[actor.start - 1] == "åt"]
    orders = any(
        reading.lemma == "uppdra"
        for actor in before
        for word in sentence.words[max(0, actor.start - 3) : actor.start - 1]
        for reading in lexicon.readings(word)
    )
    return before if orders else []


def receiver(sentence: Sentence, actors: Sequence[Actor], at: int) -> list[Actor]:
    """Who is given it: those named first behind the verb; a definite noun before "i uppdrag" is somebody's role."""
    behind = [actor for actor in actors if at < actor.start <= at + 3]
    if not behind and sentence.words[at + 2 : at + 3] == ("i",):
        return [Actor("role", sentence.tokens[at + 1].text, at + 1, at + 2)]
    party = next(joined([actor for actor in actors if actor.start > at], sentence.tokens), [])
    return party if behind else []
