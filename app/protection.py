"""The headers that protect whoever reads an answer, on every one (OWASP ASVS 5.0.0 V3.4)."""

HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}  # a year; RFC 6797 6.1
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNLESS_A_PAGE = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


def headers(*, secure: bool) -> dict[str, str]:
    """`secure`: whether what is public of us is https, so that browsers shall never ask otherwise."""
    return ALWAYS | (HSTS if secure else {})
