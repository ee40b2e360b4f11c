"""Whom the provider knows: our pages and our front end, and the same of another service."""

from typing import Any

from tests.oidc.issuer import CLIENT, FRONT_END, SECRET

ORIGIN = "http://127.0.0.1:8000"
PAGES = f"{ORIGIN}/login/return"
FRONT = "https://front.example.org/back"
OTHER_PAGES, OTHER_FRONT_END = "pages-of-another-service", "front-end-of-another-service"
# An operator's mistake: ID tokens that are signed with the client's own secret.
SHARED, SHARED_SECRET = "pages-with-a-shared-secret", "a secret that both know and use as a key"
SECRETS = {CLIENT: SECRET, OTHER_PAGES: "a secret of another service", SHARED: SHARED_SECRET}


def registered() -> list[dict[str, Any]]:
    return [
        *(_confidential(name, "HS256" if name == SHARED else "RS256") for name in SECRETS),
        *(_public(name) for name in (FRONT_END, OTHER_FRONT_END)),
    ]


def _confidential(name: str, algorithm: str) -> dict[str, Any]:
    return {
        "client_id": name,
        "client_secret": SECRETS[name],
        "redirect_uris": [PAGES],
        "post_logout_redirect_uris": [f"{ORIGIN}/login"],
        "id_token_signed_response_alg": algorithm,
    }


def _public(name: str) -> dict[str, Any]:
    return {"client_id": name, "token_endpoint_auth_method": "none", "redirect_uris": [FRONT]}
