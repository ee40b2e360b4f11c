import pytest

from app.bounces.status import enhanced, is_undeliverable


@pytest.mark.parametrize(
    "words",
    [
        "550 5.1.1 No such user",
        "550-5.1.1 The account\n550 5.1.1 does not exist",
        "5.1.10",
        "550 unknown recipient",
        "553 mailbox name not allowed",
        "550 5.2.1 Mailbox disabled",
        "551 User not local",
    ],
)
def test_the_address_itself_cannot_be_written_to(words: str) -> None:
    assert is_undeliverable(words)


@pytest.mark.parametrize(
    "words",
    [
        "450 4.2.1 Try again later",
        "552 5.2.2 Mailbox full",
        "554 5.7.1 Rejected as spam",
        "554 5.6.0 Malformed",
        "550 5.4.1 No route",
        "550 5.1.0 Address rejected",
        "550 5.1.8 Bad sender",
        "553 5.1.7 Bad sender's mailbox",
        "550 5.2.0 Something with the mailbox",
        "550 relaying denied",
        "553 Sender address rejected",
        "550 This looks like spam",
        "550 Refused by policy",
        "552 Too much",
        "554 Transaction failed",
        "451 550 is mentioned",
        "4.1.1",
        "nothing that a server says",
        "",
    ],
)
def test_what_is_not_the_addresss_fault_marks_nobody(words: str) -> None:
    assert not is_undeliverable(words)


def test_the_enhanced_code_is_found_among_the_words() -> None:
    assert enhanced("550 5.1.1 No such user") == "5.1.1"
    assert enhanced("550 No such user") is None
