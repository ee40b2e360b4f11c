"""The subject of a verb: who stands before it, or right behind it."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.naming import Actor, joined
from app.imports.parties import after_list, without_titles
from app.imports.sentences import Sentence
from app.imports.tokens import Token
from app.imports.verbs import Verb, is_finite

Subject = tuple[str, tuple[Actor, ...], bool]

_PRONOUNS = lexicon.words("names", "pronouns")
_THINGS = frozenset(("det", "detta", "den", "denna", "dessa", "som"))
_FEW = 2  # words of a short "från skolan"
_FILLERS = lexicon.words("commitments", "fillers")


def subject(sentence: Sentence, actors: Sequence[Actor], start: int, verb: Verb) -> Subject:
    """What kind of subject a verb has, the party that it is, and whether it stands behind the verb."""
    if party := _whoever(sentence, start, verb):
        return "actor", (party,), False
    if sentence.words[verb.at - 1 : verb.at] == ("som",):
        told = [actor for actor in actors if actor.kind == "person" and actor.sure and actor.end < verb.at]
        parties = list(joined(told, sentence.tokens))
        return ("actor", tuple(parties[-1]), False) if parties else ("vague", (), False)
    before = _likely(_party_before(sentence, actors, start, verb), verb)
    after = _likely(_party_after(sentence, actors, verb), verb)
    if before and not _is_thing_first(before, after, verb):
        return "actor", before, False
    front = [token for token in sentence.tokens[start : verb.at] if token.is_word]
    goes_on = not front and not verb.at and sentence.tokens[0].text[0].islower() and not sentence.is_question
    if after and (goes_on or (front and not _is_pronoun_front(front))):
        return "actor", after, True  # below "Till nästa möte:" also "funderar alla på …"
    return _without_name(sentence, verb, front), (), False


def _is_thing_first(before: tuple[Actor, ...], after: tuple[Actor, ...], verb: Verb) -> bool:
    """ "Korv ordnar Eva": a capital that is no name but the sentence's first, and who is known behind the verb."""
    if not after or verb.passive or verb.helper or any(actor.sure for actor in before):
        return False
    if verb.lemma in lexicon.words("commitments", "done_to_people"):
        return False  # "Coop bjuder in Eva"
    return all(actor.sure and actor.kind == "person" for actor in after) and "errand" in verb.classes


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


def _party_before(sentence: Sentence, actors: Sequence[Actor], start: int, verb: Verb) -> tuple[Actor, ...]:
    """Those who stand right before the verb and are governed by no preposition."""
    ahead = [
        actor
        for actor in actors
        if start <= actor.start and actor.end <= verb.at and not _is_in_brackets(sentence, actor, verb)
    ]
    parties = list(joined(_without_both(ahead), sentence.tokens))
    if not parties or not _is_close(sentence, parties[-1][-1].end, verb.at):
        return ()
    party = after_list(without_titles(parties[-1], sentence), sentence)
    if (
        party[0].kind in ("role", "group")
        and sentence.words[party[0].start - 1].isdecimal()
        and party[0].start
    ):
        return ()
    first = party[0].start
    before = sentence.words[first - 1] if first > start else ""
    if before in lexicon.words("names", "some"):
        return ()  # "många föräldrar kör"
    if before in lexicon.words("names", "prepositions") or _is_whose_place(sentence, first, start):
        return _owner_of_place(parties, sentence, start)
    if before and sentence.tokens[first - 1].is_word and not _may_stand_before(before):
        return () if not party[0].sure else tuple(party)
    return tuple(party)


def _without_both(ahead: list[Actor]) -> list[Actor]:
    """ "i båda kommunerna": the word for how many belongs to the name behind it."""
    before = {
        actor.end: actor for actor in ahead if actor.name.lower() in ("båda", "bägge", "samtliga", "alla")
    }
    whole = [_both(before[one.start], one) if one.start in before else one for one in ahead]
    return [one for one in whole if one not in before.values() or one.end not in {x.start for x in ahead}]


def _both(how_many: Actor, one: Actor) -> Actor:
    """ "båda kommunerna": several of them, and so a group."""
    if one.kind == "person":
        return replace(one, start=how_many.start)  # "båda Eva och Ali"
    return replace(one, kind="group", name=f"{how_many.name} {one.name}", start=how_many.start)


def _is_whose_place(sentence: Sentence, first: int, start: int) -> bool:
    """ "företag från höstens LAN": a name behind a preposition and a word for whose it is."""
    before = sentence.words[max(start, first - 2) : first]
    governed = len(before) > 1 and before[0] in lexicon.words("names", "prepositions")
    return governed and before[1].endswith("s") and not sentence.tokens[first - 1].is_capital


def _is_in_brackets(sentence: Sentence, actor: Actor, verb: Verb) -> bool:
    """ "Lisa (ordförande) kontaktar": who Lisa is, not another one; in "(Lisa kontaktar …)" the verb is within."""
    opens = actor.start > 0 and sentence.words[actor.start - 1] in ("(", "[")
    return opens and any(word in (")", "]") for word in sentence.words[actor.end : verb.at])


def _owner_of_place(parties: list[list[Actor]], sentence: Sentence, start: int) -> tuple[Actor, ...]:
    """ "Eva från Digg skickar", "Gruppen för skolan ser över": the first of two, when it begins the clause."""
    if len(parties) < 2 or not all(
        word not in lexicon.words("names", "prepositions")
        for word in sentence.words[start : parties[0][0].start]
    ):
        return ()
    between = sentence.tokens[parties[-2][-1].end : parties[-1][0].start]
    return tuple(parties[-2]) if len(between) <= 3 and len(parties[-2]) <= 3 else ()


def _may_stand_before(word: str) -> bool:
    return word in (
        "och",
        "men",
        "att",
        "samt",
        "så",
        "sedan",
        "även",
        "också",
        "därefter",
        "medan",
        "dock",
    ) or not lexicon.readings(word)


def _is_of_place(sentence: Sentence, end: int, verb: int) -> bool:
    """ "från skolan", "i Norrby och Ekby", "med nyckel": what stands between tells of whoever it is."""
    first, *rest = sentence.tokens[end:verb]
    if first.low == "med":
        return len(rest) == 1  # "alla med nyckel lämnar …"
    names = all(token.is_capital or token.low in ("och", "samt", ",") for token in rest)
    return first.low in ("i", "på", "från", "vid", "hos") and (1 <= len(rest) <= _FEW or names)


def _is_close(sentence: Sentence, end: int, verb: int) -> bool:
    """Only adverbs, a short "from the school", or what stands in brackets, lie between subject and verb."""
    depth = 0
    if end < verb and _is_of_place(sentence, end, verb):
        return True
    for word in sentence.words[end:verb]:
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            depth -= 1
            if depth < 0:
                return False
        elif not depth and word not in _FILLERS and word not in ("-", "–"):
            return False
    return True


def _party_after(sentence: Sentence, actors: Sequence[Actor], verb: Verb) -> tuple[Actor, ...]:
    """Those who stand right behind the finite verb: "Till nästa möte funderar alla på …"."""
    after = verb.at + 1
    while after < len(sentence.words) and sentence.words[after] in _FILLERS:
        after += 1
    behind = [actor for actor in actors if actor.start >= after]
    party = next(joined(behind, sentence.tokens), [])
    return tuple(party) if party and party[0].start == after else ()
