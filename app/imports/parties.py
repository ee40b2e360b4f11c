"""Which of the names that stand together are one party: titles and what a comma ends are not of it."""

from app.imports import lexicon
from app.imports.naming import Actor
from app.imports.sentences import Sentence


def without_titles(party: list[Actor], sentence: Sentence) -> list[Actor]:
    """ "Eva, mailansvarig, skickar": what Eva is, and no other one."""
    return [
        actor
        for before, actor in zip([None, *party], party, strict=False)
        if not (
            before
            and before.kind == "person"
            and actor.kind == "role"
            and sentence.words[actor.start - 1] == ","
            and sentence.tokens[actor.start].text[0].islower()
        )
    ]


def after_list(party: list[Actor], sentence: Sentence) -> list[Actor]:
    """ "Kören och laget, Eva fixar kaffe", "Festen på skolan, Eva och Ali kommer": a comma that ends what is before."""
    words = sentence.words
    for at in range(len(party) - 1, 0, -1):
        if words[party[at].start - 1] != ",":
            continue
        first = party[0].start
        other = party[0].kind != party[at].kind
        before = words[max(0, first - 2) : first]
        governed = other and any(word in lexicon.words("names", "prepositions") for word in before)
        closed = any(words[party[k].start - 1] in ("och", "samt") for k in range(1, at))
        if closed or (governed and at + 1 < len(party) and words[party[at + 1].start - 1] == "och"):
            return party[at:]
        if governed and at + 1 == len(party):
            return party[at:]
    return party
