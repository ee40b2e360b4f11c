from tests.oidc.conftest import answering, issuer

__all__ = ["answering", "issuer"]
