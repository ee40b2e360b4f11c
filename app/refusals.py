"""What every operation may be refused with, and how each refusal looks (api-conventions 3, 4; DIGG DOK.20, FEL.01)."""

from typing import Any, NamedTuple

from app import texts

Part = dict[str, Any]
SAID = {
    "Content-Language": "ContentLanguage",
    "Cache-Control": "CacheControl",
    "traceparent": "Traceparent",
    "Access-Control-Allow-Origin": "AllowOrigin",
}
WAIT = {"Retry-After": "RetryAfter"}


class Refusal(NamedTuple):
    """`name` in components, the code of the problem that exemplifies it, and headers besides those of all."""

    name: str
    code: str
    headers: dict[str, str] = {}  # noqa: RUF012
    members: dict[str, Any] = {}  # noqa: RUF012


FAULTS = [{"pointer": "#/held_on", "detail": "Datumet ska skrivas ÅÅÅÅ-MM-DD."}]
REFUSALS = {
    "400": Refusal("BadRequest", "malformed-body"),
    "401": Refusal("NotLoggedIn", "not-logged-in", {"WWW-Authenticate": "WWWAuthenticate"}),
    "403": Refusal("Forbidden", "forbidden", members={"act": "make_meetings"}),
    "404": Refusal("NotFound", "not-found"),
    "405": Refusal("MethodNotAllowed", "method-not-allowed", {"Allow": "Allow"}),
    "406": Refusal("NotAcceptable", "not-acceptable"),
    "408": Refusal("TooSlow", "too-slow"),
    "409": Refusal("Conflict", "conflict", WAIT),
    "410": Refusal("Gone", "gone", members={"sunset": "2027-12-01"}),
    "412": Refusal("PreconditionFailed", "stale", members={"version": 8}),
    "413": Refusal("ContentTooLarge", "too-large", members={"largest": 1_000_000}),
    "414": Refusal("AddressTooLong", "address-too-long", members={"longest": 2048}),
    "415": Refusal("UnsupportedMediaType", "unsupported-media-type", {"Accept-Patch": "AcceptPatch"}),
    "422": Refusal("InvalidRequest", "invalid-request", members={"errors": FAULTS}),
    "428": Refusal("PreconditionRequired", "precondition-needed", members={"header": "If-Match"}),
    "429": Refusal("TooManyRequests", "too-many-requests", WAIT),
    "500": Refusal("Fault", "fault", members={"reference": "8e03978e-40d5-43e8-bc93-6894a57f9324"}),
    "503": Refusal("Unavailable", "try-again", WAIT),
}
ALWAYS = {"405", "406", "414", "422", "429", "500", "503"}
PROVEN = {"401", "403", "404"}
BODY = {"400", "408", "413", "415"}


def components(document: Part) -> Part:
    """`components.responses`: those that some operation may be refused with."""
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    given = {status for operation in operations for status in operation["responses"]}
    return {
        refusal.name: _described(status, refusal) for status, refusal in REFUSALS.items() if status in given
    }


def of(method: str, operation: Part) -> Part:
    """The refusals that an operation may give, besides those that its route has said itself, by status."""
    needed = {parameter["name"] for parameter in operation.get("parameters", []) if parameter["required"]}
    statuses = {*ALWAYS, *(set(operation["responses"]) & set(REFUSALS))}
    statuses |= PROVEN if operation["security"] else set()
    statuses |= BODY if "requestBody" in operation else set()
    statuses |= {"409"} if method != "get" else set()
    statuses |= {"412"} if "If-Match" in needed else set()
    statuses |= {"428"} if needed & {"If-Match", "Idempotency-Key"} else set()
    return {
        status: {"$ref": f"#/components/responses/{REFUSALS[status].name}"} for status in sorted(statuses)
    }


def _described(status: str, refusal: Refusal) -> Part:
    body = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": {
            "type": f"/problems/{refusal.code}",
            "title": texts.text(f"problem.{refusal.code}"),
            "status": int(status),
            "detail": texts.text(f"detail.{refusal.code}").format(**refusal.members),
            "instance": "/api/v1/meetings",
            **refusal.members,
        },
    }
    headers = {
        name: {"$ref": f"#/components/headers/{kept}"} for name, kept in (SAID | refusal.headers).items()
    }
    said = " · ".join(texts.text(f"problem.{refusal.code}", language) for language in texts.LANGUAGES)
    return {"description": said, "headers": headers, "content": {"application/problem+json": body}}
