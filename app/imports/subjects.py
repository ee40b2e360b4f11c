"""The subject of a verb: who stands before it, or right behind it."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.before_verb import party_before
from app.imports.kinds import is_definite
from app.imports.naming import Actor, joined
from app.imports.sentences import Sentence
from app.imports.tokens import Token
from app.imports.verbs import Verb, is_finite

Subject = tuple[str, tuple[Actor, ...], bool]

_PRONOUNS = lexicon.words("names", "pronouns")
_THINGS = frozenset(("det", "detta", "den", "denna", "dessa", "som"))
_FILLERS = lexicon.words("commitments", "fillers")


def subject(sentence: Sentence, actors: Sequence[Actor], start: int, verb: Verb) -> Subject:
    """What kind of subject a verb has, the party that it is, and whether it stands behind the verb."""
    if party := _whoever(sentence, start, verb):
        return "actor", (party,), False
    if sentence.words[verb.at - 1 : verb.at] == ("som",):
        told = [actor for actor in actors if actor.kind == "person" and actor.sure and actor.end < verb.at]
        parties = list(joined(told, sentence.tokens))
        return ("actor", tuple(parties[-1]), False) if parties else ("vague", (), False)
    before = _likely(party_before(sentence, actors, start, verb), verb)
    after = _likely(_party_after(sentence, actors, verb), verb)
    if before and not _is_thing_first(before, after, verb):
        return "actor", before, False
    front = [token for token in sentence.tokens[start : verb.at] if token.is_word]
    goes_on = not front and not verb.at and sentence.tokens[0].text[0].islower() and not sentence.is_question
    if after and (goes_on or (front and not _is_pronoun_front(front))):
        return "actor", after, True  # below "Till nästa möte:" also "funderar alla på …"
    return _without_name(sentence, verb, front), (), False


def _is_thing_first(before: tuple[Actor, ...], after: tuple[Actor, ...], verb: Verb) -> bool:
    """ "Korv ordnar Eva", "Kartan tar kommunen fram": a capital that is no name, and who is known behind the verb."""
    if not after or verb.passive or verb.helper or any(actor.sure for actor in before):
        return False
    if verb.lemma in lexicon.words("commitments", "done_to_people"):
        return False  # "Coop bjuder in Eva"
    is_thing = all(is_definite(actor.name) for actor in before)
    known = all(actor.sure and (actor.kind == "person" or is_thing) for actor in after)
    return known and "errand" in verb.classes


def _whoever(sentence: Sentence, start: int, verb: Verb) -> Actor | None:
    """ "Alla som har kvitton lämnar dem till Eva": they of whom the clause behind "som" tells."""
    words = sentence.words[start : verb.at]
    if words[:2] not in lexicon.phrases("names", "whoever") or not any(map(is_finite, words[2:])):
        return None
    said = sentence.text[sentence.tokens[start].start : sentence.tokens[verb.at - 1].end]
    return None if "," in words else Actor("group", said, start, verb.at)


def _without_name(sentence: Sentence, verb: Verb, front: Sequence[Token]) -> str:
    """pronoun, vague, none or thing."""
    vague = lexicon.words("names", "vague")
    before = front[-1].low if front else ""
    nobody = before in vague - _THINGS  # "Ingen läser dem"
    if before in _PRONOUNS - {"de"} or (_follows(sentence, verb, _PRONOUNS) and not nobody):
        return "pronoun"
    if before in vague or _follows(sentence, verb, vague):
        return "vague"
    return "none" if _is_adverbial(front) else "thing"


def _likely(party: tuple[Actor, ...], verb: Verb) -> tuple[Actor, ...]:
    """Without what is hardly a name: a capital at the sentence's beginning, before sure names or a passive."""
    sure = tuple(actor for actor in party if actor.sure)
    return sure if sure or verb.passive or not verb.classes & {"work", "carry", "promise", "ask"} else party


def _is_adverbial(front: Sequence[Token]) -> bool:
    return all(word.low in _FILLERS for word in front)


def _is_pronoun_front(front: Sequence[Token]) -> bool:
    """ "Det är Eva", "Hon kontaktar Ali": the subject stands before the verb."""
    subjects = _PRONOUNS | lexicon.words("names", "vague")
    return (
        len(front) == 1 and front[0].low in subjects and front[0].low not in ("det", "detta", "den", "dessa")
    )


def _follows(sentence: Sentence, verb: Verb, wanted: frozenset[str]) -> bool:
    after = verb.at + 1
    return after < len(sentence.words) and sentence.words[after] in wanted


def _party_after(sentence: Sentence, actors: Sequence[Actor], verb: Verb) -> tuple[Actor, ...]:
    """Those who stand right behind the finite verb: "Till nästa möte funderar alla på …"."""
    after = verb.at + 1
    while after < len(sentence.words) and sentence.words[after] in _FILLERS:
        after += 1
    behind = [actor for actor in actors if actor.start >= after]
    party = next(joined(behind, sentence.tokens), [])
    return tuple(party) if party and party[0].start == after else ()
