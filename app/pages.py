"""Pages for people at the host root: what a problem means, the API in words, and whom to tell of weaknesses."""

import re
from datetime import datetime, time, timedelta
from html import escape

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse

from app import about, clock, settings, texts, webpage
from app.access.policy import Reach, line
from app.errors import NotFound

router = APIRouter(include_in_schema=False)
VALID = timedelta(days=180)  # RFC 9116 2.5.5: less than a year

OPEN = {"Vary": "Accept-Language", "Cache-Control": "public, max-age=3600"}


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
    """The API in words: what it is for, limits, terms, service level, and where its description is (DIGG DOK.01)."""
    language = texts.chosen(request.headers.get("accept-language"))
    link = f'<p><a href="/api/v1/openapi.json">{escape(texts.text("page.openapi", language))}</a></p>'
    promised = [f"- {name}: {said}" for name, said in about.service_level().items()]
    parts = [
        _paragraphs(texts.text("description.about", language)),
        link,
        *(_part(name, texts.text(f"description.{name}", language), language) for name in ("limits", "terms")),
        _part("service", "\n".join(promised), language),
    ]
    return _page(language, texts.text("page.docs", language), "".join(parts))


@router.get("/.well-known/security.txt")
@line(Reach.read_openly, known=Reach.read_openly)
def security() -> Response:
    """Whom to tell of a weakness (RFC 9116)."""
    chosen = settings.get()
    contact = f"mailto:{chosen.operator_email}" if chosen.operator_email else f"{chosen.origin}/docs"
    until = datetime.combine((clock.now() + VALID).date(), time.min)
    lines = [
        f"Contact: {contact}",
        f"Expires: {until.isoformat()}Z",
        f"Preferred-Languages: {', '.join(texts.LANGUAGES)}",
        f"Canonical: {chosen.origin}/.well-known/security.txt",
    ]
    kept = {"Cache-Control": "public, max-age=86400"}
    return PlainTextResponse("".join(f"{line}\n" for line in lines), headers=kept)


@router.get("/accessibility")
@line(Reach.read_openly, known=Reach.read_openly)
def accessibility(request: Request) -> Response:
    """How accessible the pages are, and whom to tell when they are not (EN 301 549; the law of 2018)."""
    language = texts.chosen(request.headers.get("accept-language"))

    def say(key: str) -> str:
        return texts.text(f"accessibility.{key}", language)

    contact = settings.get().operator_email
    return webpage.page("accessibility.html", language, say=say, contact=contact)


def _part(name: str, said: str, language: str) -> str:
    title = texts.text(f"description.{name}_title", language)
    return f'<h2 id="{name}">{escape(title)}</h2>{_paragraphs(said)}'


def _paragraphs(said: str) -> str:
    """Paragraphs with blank lines between, or a list of lines that begin with a hyphen."""
    blocks = said.split("\n\n")
    return "".join(_list(block) if block.startswith("- ") else f"<p>{escape(block)}</p>" for block in blocks)


def _list(block: str) -> str:
    items = [f"<li>{escape(line.removeprefix('- '))}</li>" for line in block.splitlines()]
    return f"<ul>{''.join(items)}</ul>"


def _page(language: str, title: str, body: str) -> Response:
    """`body` is HTML. The page says the same to everybody, and may be found and kept."""
    response = webpage.page("open.html", language, title=title, body=body)
    del response.headers["X-Robots-Tag"]
    response.headers.update(OPEN)
    return response
