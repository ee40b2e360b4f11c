import pytest

from app.mail import UnmailableAddress, email_domain, mailable


@pytest.mark.parametrize(
    ("email", "on_the_wire"),
    [
        ("maria@example.org", "maria@example.org"),
        ("Maria.Ek+nasta@Example.ORG", "Maria.Ek+nasta@example.org"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("maria@räksmörgås.example", "maria@xn--rksmrgs-5wao1o.example"),
        ("maria@RÄKSMÖRGÅS.example", "maria@xn--rksmrgs-5wao1o.example"),
        ("maria@ra\u0308ksmo\u0308rga\u030as.example", "maria@xn--rksmrgs-5wao1o.example"),
        ("maria@xn--rksmrgs-5wao1o.example", "maria@xn--rksmrgs-5wao1o.example"),
    ],
)
def test_an_address_is_ascii_on_the_wire(email: str, on_the_wire: str) -> None:
    assert mailable(email) == on_the_wire
    assert mailable(on_the_wire) == on_the_wire


@pytest.mark.parametrize(
    "email",
    [
        "",
        "maria",
        "@example.org",
        "maria@",
        "märta@example.org",
        "maria ek@example.org",
        " maria@example.org",
        "maria@example.org ",
        "maria@example.org\n",
        "maria@example.org\r\nBcc: other@example.org",
        "maria\r\n@example.org",
        "maria\x00@example.org",
        "maria@exam\tple.org",
        "maria@example.org,other@example.org",
        "maria@example.org;other@example.org",
        "<maria@example.org>",
        "Maria <maria@example.org>",
        "maria@example.org>",
        '"maria"@example.org',
        "maria\\@example.org",
        "maria(x)@example.org",
        "group:maria@example.org",
        "other@example.net@example.org",
        "=?utf-8?q?maria=0A?=@example.org",
        "maria@[127.0.0.1]",
        "maria@127.0.0.1",
        "maria@example",
        "maria@example..org",
        "maria@.example.org",
        "maria@example.org.",
        "maria@-example.org",
        "maria@exa_mple.org",
        "maria@example.org/x",
        ".maria@example.org",
        "ma..ria@example.org",
        "maria@stra\u00dfe.example",  # IDNA 2003 says strasse, IDNA 2008 does not
        "maria@exam\u200bple.org",
        "maria@example\uff0eorg",
        "maria@\u2100.example",  # becomes a/c
        "maria@\u202eexample.org",
        "maria@\ud800.example",
        "maria@" + "å" * 64 + ".example",
        "a" * 65 + "@example.org",
        "maria@" + "abcdefgh." * 28 + "org",
    ],
)
def test_what_no_mail_can_be_sent_to_is_refused(email: str) -> None:
    with pytest.raises(UnmailableAddress):
        mailable(email)


def test_the_domain_of_an_address() -> None:
    assert email_domain("maria@Räksmörgås.example") == "xn--rksmrgs-5wao1o.example"
