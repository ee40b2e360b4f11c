"""Which keys of a set may check signatures."""

from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from app.oidc.provider import keys_in

RSA = RSAKey.generate_key(2048, {"kid": "a"}).as_dict(private=False)


def test_a_public_key_with_a_name_may() -> None:
    (key,) = keys_in({"keys": [RSA]})

    assert key.kid == "a"


@pytest.mark.filterwarnings("ignore")
def test_none_that_is_short_secret_nameless_or_for_something_else_may() -> None:
    shared = OctKey.generate_key(256, {"kid": "a"}).as_dict(private=True)
    private = ECKey.generate_key("P-256", {"kid": "a"}).as_dict(private=True)
    short = RSAKey.generate_key(1024, {"kid": "a"}).as_dict(private=False)
    nameless = {name: value for name, value in RSA.items() if name != "kid"}

    wrong: list[Any] = [shared, private, short, nameless, {**RSA, "use": "enc"}, {**RSA, "n": "!"}, {}, 7]
    assert keys_in({"keys": wrong}) == ()


@pytest.mark.parametrize("said", [None, [], {}, {"keys": None}, {"keys": {}}, {"keys": "x"}])
def test_what_is_no_set_has_no_keys(said: Any) -> None:
    assert keys_in(said) == ()
