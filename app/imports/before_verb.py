"""Those who stand before a verb and do what it says: governed by no preposition, with little between."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.naming import Actor, joined
from app.imports.parties import after_list, without_titles
from app.imports.sentences import Sentence
from app.imports.verbs import Verb

_FEW = 2  # words of a short "från skolan"
_FILLERS = lexicon.words("commitments", "fillers")


def party_before(sentence: Sentence, actors: Sequence[Actor], start: int, verb: Verb) -> tuple[Actor, ...]:
    """Those who stand right before the verb and are governed by no preposition; empty: nobody does."""
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
