"""Pages for people at the host root: what a problem means, and the description of the API."""

import re
from html import escape

from fastapi import APIRouter, Request, Response
from starlette.responses import HTMLResponse

from app import settings, texts, webpage
from app.access.policy import Reach, line
from app.errors import NotFound

router = APIRouter(include_in_schema=False)

PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    "<body><main><h1>{title}</h1>{body}</main></body></html>"
)


@router.get("/problems/{code}")
@line(Reach.read_openly, known=Reach.read_openly)
def problem(request: Request, code: str) -> Response:
    """What a problem's `type` means, in the reader's language."""
    if not texts.has(f"problem.{code}"):
        raise NotFound
    language = texts.chosen(request.headers.get("accept-language"))
    told = re.sub(r"\{\w+\}", "…", texts.text(f"detail.{code}", language))
    return _page(language, texts.text(f"problem.{code}", language), f"<p>{escape(told)}</p>")


@router.get("/docs")
@line(Reach.read_openly, known=Reach.read_openly)
def docs(request: Request) -> Response:
    """Where the description is."""
    language = texts.chosen(request.headers.get("accept-language"))
    body = f'<p><a href="/api/v1/openapi.json">{escape(texts.text("page.openapi", language))}</a></p>'
    return _page(language, texts.text("page.docs", language), body)


@router.get("/accessibility")
@line(Reach.read_openly, known=Reach.read_openly)
def accessibility(request: Request) -> Response:
    """How accessible the pages are, and whom to tell when they are not (EN 301 549; the law of 2018)."""
    language = texts.chosen(request.headers.get("accept-language"))

    def say(key: str) -> str:
        return texts.text(f"accessibility.{key}", language)

    contact = settings.get().operator_email
    return webpage.page("accessibility.html", language, say=say, contact=contact)


def _page(language: str, title: str, body: str) -> Response:
    headers = {
        "Content-Language": language,
        "Vary": "Accept-Language",
        "Cache-Control": "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }
    return HTMLResponse(PAGE.format(language=language, title=escape(title), body=body), headers=headers)
