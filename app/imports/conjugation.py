"""How Swedish verbs are inflected: from the infinitive, or from the four forms of those that are listed."""

from collections.abc import Iterator
from dataclasses import dataclass

_TELLING = 4  # letters of a listed verb that hardly any other ends in by chance: bordlägga, offentliggöra
_CHANCE = "vara"  # svara, ansvara, förvara


@dataclass(frozen=True)
class Reading:
    """`tense`: infinitive, present, past, supine, imperative or participle; `passive`: the form in -s."""

    lemma: str
    tense: str
    passive: bool = False

    @property
    def is_finite(self) -> bool:
        return self.tense in ("present", "past")


def forms_of(
    lemma: str, listed: dict[str, list[str]], prefixes: frozenset[str]
) -> Iterator[tuple[str, Reading]]:
    """Each form of a verb and what it is."""
    infinitive, present, past, supine = _principal(lemma, listed, prefixes)
    for form, tense in ((infinitive, "infinitive"), (present, "present"), (past, "past"), (supine, "supine")):
        yield form, Reading(lemma, tense)
    yield _imperative(infinitive, present), Reading(lemma, "imperative")
    if infinitive.endswith("s"):
        return
    for form, tense in ((infinitive, "infinitive"), (past, "past"), (supine, "supine")):
        yield form + "s", Reading(lemma, tense, passive=True)
    for form in _passives(infinitive, present):
        yield form, Reading(lemma, "present", passive=True)
    yield from ((form, Reading(lemma, "participle", passive=True)) for form in _participles(past, supine))


def _principal(lemma: str, listed: dict[str, list[str]], prefixes: frozenset[str]) -> list[str]:
    if lemma in listed:
        return [lemma.rstrip("_"), *listed[lemma][1:]]
    for cut in range(2, len(lemma) - 1):
        if lemma[cut:] in listed and (lemma[:cut] in prefixes or _is_telling(lemma[cut:])):
            return [lemma[:cut] + form for form in listed[lemma[cut:]]]
    return _regular(lemma)


def _is_telling(ending: str) -> bool:
    return len(ending) >= _TELLING and ending != _CHANCE


def _regular(lemma: str) -> list[str]:
    """The first conjugation (boka) and the third (bo); passives that stand alone (hjälpas)."""
    if lemma.endswith("s"):
        return [lemma, lemma, f"{lemma[:-1]}des", f"{lemma[:-1]}ts"]
    if lemma.endswith("a"):
        return [lemma, f"{lemma}r", f"{lemma}de", f"{lemma}t"]
    if lemma.endswith("e"):  # Norwegian and Danish
        return [lemma, f"{lemma}r", f"{lemma}t", f"{lemma}t"]
    return [lemma, f"{lemma}r", f"{lemma}dde", f"{lemma}tt"]


def _imperative(infinitive: str, present: str) -> str:
    if present == f"{infinitive}r" or not infinitive.endswith("a"):
        return infinitive
    stem = infinitive[:-1]
    return stem[:-1] if stem.endswith(("mm", "nn")) else stem


def _passives(infinitive: str, present: str) -> tuple[str, ...]:
    if present.endswith("er"):
        stem = present[:-2]
        return f"{stem[:-1] if stem.endswith('mm') else stem}s", f"{stem}es"  # bestäms, but känns
    if present == f"{infinitive}r":
        return (f"{infinitive}s",)
    return (f"{present}s", f"{present}es") if present.endswith("r") else ()


def _participles(past: str, supine: str) -> tuple[str, ...]:
    if past.endswith("ade"):
        return past[:-1], past
    if past.endswith(("de", "te")) and not supine.endswith("it"):
        return past[:-1], past
    if supine.endswith("it"):
        return f"{supine[:-2]}en", f"{supine[:-2]}na"
    return ()
