"""What every operation says besides its own words (api-conventions 3-6, 10): who may call, headers, media types,
what may be unchanged, and where the ids that it gives lead."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from app import refusals
from app.idempotency.carrying_out import needs_key
from app.oidc import issuers
from app.oidc.issuers import DISCOVERY, Issuer

Part = dict[str, Any]
ONCE = (
    "At most 64 characters, quoted or bare. The same request again with the same key is carried out once and "
    "answered as the first time."
)
# The list of many is no single resource.
ONE_OR_MANY = {"addActionPoints", "nudgeOwners"}
NO_MERGE_PATCH = {"updateAttendance"}
HEADERS: dict[str, Part] = {
    "ETag": {
        "description": "Version and digest of the body.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9]+-[0-9a-f]{16}"$'},
    },
    "Location": {
        "description": "Where what was made is.",
        "required": True,
        "schema": {"type": "string", "format": "uri"},
    },
    "Link": {
        "description": "RFC 8288: the pages first, prev, next and last, keeping every filter.",
        "required": True,
        "schema": {"type": "string"},
    },
    "ContentLocation": {
        "description": "Where the answer is, when it is about another than the one asked for.",
        "schema": {"type": "string", "format": "uri"},
    },
    "IdempotencyReplayed": {
        "description": "`true`: the first answer again.",
        "schema": {"type": "string", "const": "true"},
    },
    "RetryAfter": {
        "description": "Seconds to wait.",
        "schema": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 86400},
    },
    "CacheControl": {
        "description": "Who may keep the answer, and for how long.",
        "required": True,
        "schema": {"type": "string"},
    },
    "AllowOrigin": {
        "description": "The origin that asked, if it is one of those that the operator has listed.",
        "schema": {"type": "string"},
    },
    "Traceparent": {
        "description": "The trace that the answer belongs to, for the log of whoever asked.",
        "required": True,
        "schema": {"type": "string", "pattern": "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"},
    },
    "WWWAuthenticate": {"description": "With 401: how to prove who calls.", "schema": {"type": "string"}},
    "Allow": {"description": "With 405: all methods of the path.", "schema": {"type": "string"}},
    "AcceptPatch": {"description": "With 415: what PATCH takes.", "schema": {"type": "string"}},
    "ContentLanguage": {
        "description": "The language of `title` and `detail`, as Accept-Language asked.",
        "schema": {"type": "string", "enum": ["sv", "en"]},
    },
}
SUCCESS = {"200": "As it is now.", "201": "It is made.", "204": "It is gone."}
ON_ALL = {
    "Cache-Control": "CacheControl",
    "traceparent": "Traceparent",
    "Access-Control-Allow-Origin": "AllowOrigin",
}
IF_NONE_MATCH: Part = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that was read: 304 while it is still so.",
    "schema": {"type": "string"},
}


ANYWHERE: list[Part] = [
    {
        "name": "traceparent",
        "in": "header",
        "required": False,
        "description": "W3C Trace Context: the trace that the call belongs to. A malformed one is ignored.",
        "schema": {"type": "string"},
        "example": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    },
    {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "sv or en. Of problems: sv unless asked otherwise; of roles in labels: the group's.",
        "schema": {"type": "string"},
        "example": "sv",
    },
]


def schemes() -> Part:
    """How to prove who calls: a key, a token; and the issuers from which people have their tokens."""
    issuers_named = {f"openIdConnect{number or ''}": one for number, one in enumerate(issuers.listed())}
    return {
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        "bearer": {"type": "http", "scheme": "bearer"},
        **{name: _open_id(one) for name, one in issuers_named.items() if one.front_ends},
    }


def _open_id(issuer: Issuer) -> Part:
    where = issuer.issuer.rstrip("/") + DISCOVERY
    return {"type": "openIdConnect", "openIdConnectUrl": where, "description": issuer.title}


def proofs() -> list[dict[str, list[str]]]:
    """Any of them is enough."""
    return [{name: []} for name in schemes()]


def finish(document: Part) -> None:
    """Puts it into every operation, and the ways between them."""
    document["components"]["headers"] = HEADERS
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _finish(path, method, operation)
    for operation, wanted in _makers(document["paths"]):
        operation["links"] = wanted
    document["components"]["responses"] = refusals.components(document)


def _finish(path: str, method: str, operation: Part) -> None:
    operation["summary"] = _words(operation["operationId"])
    operation.setdefault("security", proofs())
    if method == "post" and operation["security"]:
        operation.setdefault("parameters", []).append(_idempotency_key(path))
    answers = operation["responses"]
    for status in set(answers) & set(SUCCESS):
        answers[status]["description"] = SUCCESS[status]
        answers[status]["headers"] = _headers(_of_success(operation, status))
    if method == "get" and operation["security"]:
        answers["304"] = {
            "description": "Unchanged since it was read.",
            "headers": _headers({"ETag": "ETag"}),
        }
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)
    if method == "patch" and operation["operationId"] not in NO_MERGE_PATCH:
        content = operation["requestBody"]["content"]
        content["application/merge-patch+json"] = content["application/json"]
    operation.setdefault("parameters", []).extend(deepcopy(ANYWHERE))
    for parameter in operation["parameters"]:
        _finish_parameter(parameter)
    answers |= refusals.of(method, operation)
    del answers["4XX"]


def _finish_parameter(parameter: Part) -> None:
    """One that is there has a value. Preconditions are asked for (428) when what they guard is within reach."""
    if parameter["name"] == "If-Match":
        parameter |= {"required": True, "example": "*"}
    forms = [form for form in parameter["schema"].get("anyOf", []) if form != {"type": "null"}]
    if len(forms) == 1:
        del parameter["schema"]["anyOf"]
        parameter["schema"] |= forms[0]
    elif forms:
        parameter["schema"]["anyOf"] = forms


def _idempotency_key(path: str) -> Part:
    needed = needs_key(path)
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": needed,
        "description": ("Needed, since a repeat would send mail. " if needed else "") + ONCE,
        "schema": {"type": "string", "pattern": '^("[!-~]{1,64}"|[!-~]{1,64})$'},
        "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
    }


def _words(operation_id: str) -> str:
    """`listActionPoints` as `List action points`."""
    words = re.sub(r"(?=[A-Z])", " ", operation_id).lower()
    return words[0].upper() + words[1:]


def _headers(named: dict[str, str]) -> Part:
    return {name: {"$ref": f"#/components/headers/{kept}"} for name, kept in (ON_ALL | named).items()}


def _of_success(operation: Part, status: str) -> dict[str, str]:
    once = {"Idempotency-Replayed": "IdempotencyReplayed"} if _takes_key(operation) else {}
    return once | _of_noun(operation, status)


def _takes_key(operation: Part) -> bool:
    return any(parameter["name"] == "Idempotency-Key" for parameter in operation.get("parameters", []))


def _of_noun(operation: Part, status: str) -> dict[str, str]:
    if status == "204" or not operation["security"] or operation["operationId"] in ONE_OR_MANY:
        return {}
    named = {"ETag": "ETag"}
    if status == "201":
        named["Location"] = "Location"
    if "/PageOf_" in str(operation["responses"][status]):
        named["Link"] = "Link"
    if operation["operationId"] == "updateMembership":
        named["Content-Location"] = "ContentLocation"
    return named


def _makers(paths: Part) -> Iterator[tuple[Part, Part]]:
    """The answers that give an id, each with the operations that take it."""
    for path, item in paths.items():
        takers = _takers(paths, f"{path}/{{id}}")
        if takers and "post" in item:
            yield item["post"]["responses"]["201"], _links(takers, "$response.body#/id")
        if takers and "get" in item:
            yield item["get"]["responses"]["200"], _links(takers, "$response.body#/items/0/id")


def _takers(paths: Part, prefix: str) -> list[str]:
    return [
        operation["operationId"]
        for path, item in paths.items()
        if path == prefix or path.startswith(f"{prefix}/")
        for operation in item.values()
    ]


def _links(takers: list[str], id: str) -> Part:
    return {taker: {"operationId": taker, "parameters": {"id": id}} for taker in takers}
