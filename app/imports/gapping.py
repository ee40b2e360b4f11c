"""Clauses whose verb was said once: "Eva kollar med skolan, Ali med biblioteket"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.naming import Actor
from app.imports.sentences import Sentence

_OF_THINGS = ("an", "en", "et", "ans", "ens", "ets", "arna", "erna", "orna", "arnas", "ernas", "ornas")


def gapped(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> Iterator[Clause]:
    """The clause, and those behind it that have a subject of their own and its verb."""
    parts = _parts(clause, sentence, actors)
    if not parts:
        yield clause
        return
    ends = [*(actor.start for actor in parts), clause.end]
    yield replace(clause, end=ends[0])
    for actor, end in zip(parts, ends[1:], strict=True):
        yield replace(clause, start=actor.start, end=end, party=(actor,))


def _parts(clause: Clause, sentence: Sentence, actors: Sequence[Actor]) -> list[Actor]:
    """The subjects behind a comma or "och" that the verb's own preposition follows."""
    if clause.subject != "actor":
        return []
    said = set(sentence.words[clause.verb.last : clause.end]) & lexicon.words("names", "prepositions")
    return [
        actor
        for actor in actors
        if clause.verb.last < actor.start
        and actor.end < clause.end
        and sentence.words[actor.start - 1] in (",", "och", "samt", "medan")
        and (
            sentence.words[actor.end] in said & set(sentence.words[clause.verb.last : actor.start])
            or _has_object(clause, sentence, actors, actor)
        )
    ]


def _has_object(clause: Clause, sentence: Sentence, actors: Sequence[Actor], actor: Actor) -> bool:
    """ "Eva tar kommunens lista och Ali föreningens": a thing of their own behind them, as behind the verb."""
    word = sentence.words[actor.end]
    is_thing = word in ("en", "ett") or (word.endswith(_OF_THINGS) and not lexicon.readings(word))
    is_listed = any(
        other.end == actor.start - 1 and other.kind == "person" for other in actors
    )  # "bjuder in Eva och Ali"
    alone = clause.verb.last + 1 < actor.start - 1 and actor.kind == "person" and actor.sure
    return is_thing and alone and not is_listed
