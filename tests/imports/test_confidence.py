"""What a confidence is worth: of those said with 0.8, about 80 % are right."""

from collections import defaultdict

from app.imports.confidence import LEAST, estimate, surer
from tests.imports.marked_notes import NAMES, matched, read_sentence, said_at_meetings

BINS = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))


def judged() -> list[tuple[float, bool]]:
    """Every proposal from the invented notes and sentences, and whether it was right."""
    from_notes = [(point.confidence, mark is not None) for name in NAMES for point, mark in matched(name)]
    from_sentences = [
        (seen.confidence, said.expected is not None)
        for said in said_at_meetings()
        for seen in read_sentence(said.text)
    ]
    return from_notes + from_sentences


def test_the_surer_a_proposal_the_oftener_it_is_right() -> None:
    table: dict[tuple[float, float], list[bool]] = defaultdict(list)
    for confidence, right in judged():
        table[next(one for one in BINS if one[0] <= confidence < one[1])].append(right)
    assert sum(len(rights) for rights in table.values()) > 150
    for (low, high), rights in table.items():
        share = sum(rights) / len(rights)
        assert share >= low - 0.1, f"said {low}-{high}: {share:.2f} of {len(rights)} are right"
    sure = [right for confidence, right in judged() if confidence >= 0.8]
    unsure = [right for confidence, right in judged() if confidence < 0.7]
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure)


def test_nothing_is_proposed_that_is_more_likely_wrong_than_right() -> None:
    assert all(confidence >= LEAST for confidence, _ in judged())


def test_a_clue_moves_the_estimate_its_way() -> None:
    plain = estimate("person_present", [])
    assert estimate("person_present", ["hedged"]) < plain < estimate("person_present", ["due_next_meeting"])
    assert surer(plain, "listed") > plain


def test_a_sign_that_is_not_in_the_table_is_hardly_one() -> None:
    assert estimate("nothing_of_the_kind", []) < LEAST
