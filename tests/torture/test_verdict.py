"""The verdict finds what is wrong, and nothing where nothing is."""

from dataclasses import replace
from typing import Any

import pytest

from torture.ledger import Entry
from torture.letterbox import Copy
from torture.verdict import judge, outrun

ADDRESS, ID = "lova@example.org", "<1@example.org>"
SENT = Entry("digest", ADDRESS, "accepted", None, ID)
COPY = Copy(ADDRESS, ID, "the bytes")
SECOND = replace(SENT, reason="second_copy")


def faults(copies: list[Copy], **changes: Any) -> list[str]:
    return judge([replace(SENT, **changes)], copies, [ADDRESS]).breaches


def test_what_was_accepted_and_came_once_is_as_promised() -> None:
    verdict = judge([SENT], [COPY], [ADDRESS])

    assert (verdict.breaches, verdict.lost, verdict.second_copies) == ([], 0, 0)
    assert verdict.states == {"accepted": 1}


def test_what_was_accepted_and_never_came_is_lost() -> None:
    verdict = judge([SENT], [], [ADDRESS])

    assert verdict.lost == 1
    assert "never received" in verdict.breaches[0]


@pytest.mark.parametrize("state", ["uncertain", "failed", "expired", "held"])
def test_what_never_came_is_lost_unless_the_ledger_says_why(state: str) -> None:
    assert "no reason" in faults([], state=state)[0]
    assert faults([], state=state, reason="no_answer") == []


def test_what_the_outbox_would_come_back_to_has_not_ended() -> None:
    assert "neither sent nor ended" in faults([], state="uncertain", reason="no_answer", open=True)[0]
    assert "not ended" in faults([COPY], state="transmitting", open=True)[0]


@pytest.mark.parametrize(("state", "reason"), [("accepted", "second_copy"), ("uncertain", "no_answer")])
def test_a_second_copy_that_stands_as_such_is_as_promised(state: str, reason: str) -> None:
    verdict = judge([replace(SENT, state=state, reason=reason)], [COPY, COPY], [ADDRESS])

    assert (verdict.breaches, verdict.second_copies) == ([], 1)


@pytest.mark.parametrize(
    ("state", "reason"), [("accepted", None), ("failed", "refused"), ("expired", "given_up")]
)
def test_a_second_copy_that_does_not_is_found(state: str, reason: str | None) -> None:
    assert "stand as such" in faults([COPY, COPY], state=state, reason=reason)[0]


def test_a_third_copy_is_found() -> None:
    assert "3 copies" in faults([COPY] * 3, reason="second_copy")[0]


def test_a_second_copy_with_other_bytes_is_found() -> None:
    other = replace(COPY, digest="other bytes")

    assert "differ" in faults([COPY, other], reason="second_copy")[0]


def test_a_mail_that_somebody_else_got_is_found() -> None:
    assert "somebody else" in faults([replace(COPY, recipient="elin@example.org")])[0]


def test_a_mail_that_the_ledger_does_not_know_is_found() -> None:
    stray = replace(COPY, message_id="<2@example.org>")

    assert "not in the ledger" in judge([SENT], [COPY, stray], [ADDRESS]).breaches[0]


def test_somebody_without_a_digest_was_lost() -> None:
    verdict = judge([SENT], [COPY], [ADDRESS, "elin@example.org"])

    assert (verdict.lost, verdict.breaches) == (1, ["elin@example.org: 0 digests in the ledger"])


def test_somebody_with_two_digests_is_found() -> None:
    again = replace(SENT, message_id="<2@example.org>")
    copies = [COPY, replace(COPY, message_id="<2@example.org>")]

    assert judge([SENT, again], copies, [ADDRESS]).breaches == [f"{ADDRESS}: 2 digests in the ledger"]


def test_a_digest_made_anew_is_one() -> None:
    old = replace(SENT, state="superseded", reason="points_changed", message_id=None)

    assert judge([old, SENT], [COPY], [ADDRESS]).breaches == []


def test_a_trial_in_which_many_mails_expired_has_tried_too_little() -> None:
    verdict = judge([replace(SENT, state="expired", reason="no_longer_useful")], [], [ADDRESS])

    assert verdict.breaches == []
    assert "too fast" in outrun(verdict, mails=99)[0]
    assert outrun(verdict, mails=100) == []
