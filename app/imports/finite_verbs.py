"""The finite verb that begins at a word, with the one that it helps."""

from collections.abc import Container

from app.imports import lexicon, unknown_verbs
from app.imports.conjugation import Reading
from app.imports.frames import has_frame, meaning
from app.imports.having import left_to_do, perfect
from app.imports.helped import helped_by, infinitive
from app.imports.sentences import Sentence
from app.imports.verbs import Verb, helpers, whole_verb


def verb_at(sentence: Sentence, at: int, persons: Container[int]) -> Verb | None:
    """The finite verb that begins here, if one does; `persons`: where names of persons end."""
    word = sentence.words[at]
    if word == "to" and (at in persons or sentence.words[at - 1] in ("are", "is")):
        asked = infinitive(sentence, at + 1, near=1)
        return (
            whole_verb(sentence, at, asked, Reading(sentence.words[asked], "infinitive"), "firm")
            if asked
            else None
        )
    if word in lexicon.words("names", "prepositions") and (at not in persons or not has_frame(sentence, at)):
        return None
    if word in helpers() and (helped := helped_by(sentence, at)):
        return helped
    reading = None if _is_done_to(sentence, at) else _finite(sentence, at, at in persons)
    if reading and reading.lemma == "ha" and (having := perfect(sentence, at) or left_to_do(sentence, at)):
        return having
    return whole_verb(sentence, at, at, reading, "") if reading else None


def _finite(sentence: Sentence, at: int, behind_name: bool) -> Reading | None:
    """The word as a finite verb; behind a name also as one that the lexicon does not have."""
    finite = [reading for reading in lexicon.readings(sentence.words[at]) if reading.is_finite]
    if not finite and behind_name:
        return unknown_verbs.misspelt(sentence, at) or unknown_verbs.present_tense(sentence, at)
    if not finite:
        return unknown_verbs.past_tense(sentence, at)
    reading = next((r for r in finite if r.lemma.endswith("s")), finite[0])
    reading = next((r for r in finite if r.passive and meaning(sentence, at, r.lemma)[0]), reading)
    attributive = reading.tense == "past" and not behind_name and unknown_verbs.is_attribute(sentence, at)
    return None if attributive else reading


def _is_done_to(sentence: Sentence, at: int) -> bool:
    """ "Noter delas ut", "Svar lämnas": the word that a sentence begins with is what is done, not a verb."""
    behind = sentence.words[1:2] if at == 0 else ()
    return any(one.passive and one.tense == "present" for word in behind for one in lexicon.readings(word))
