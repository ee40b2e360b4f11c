"""A reader of pages for people: what a browser would send of their form, and what holds for every one of them."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "footer", "main", "section", "form", "fieldset",
    "legend", "div", "h1", "h2", "h3", "p", "ul", "li", "a", "strong", "span", "label", "input", "textarea",
    "button", "br", "blockquote", "ol", "em", "code",
}  # fmt: skip


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    within: list["Element"]
    words: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name] or ""


@dataclass
class Page(HTMLParser):
    """Raises AssertionError where an element is not closed in its turn."""

    html: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        assert not self.open, "not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), list(self.open)))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1].tag == tag, f"{tag} closes what is not open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        said = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and said.items() <= element.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self) -> str:
        return " ".join(self.one("body").words.split())

    def point(self, number: int) -> str:
        """The words of a point's own place."""
        return " ".join(self.one("section", id=f"punkt-{number}").words.split())

    def fields(self, **typed: str) -> dict[str, str]:
        """What a browser sends of the one form: `typed` by field, with _ for -, over what stands there."""
        standing = {
            element["name"]: element.attributes.get("value") or ""
            for element in self.all("input")
            if element["type"] not in {"radio", "checkbox"} or "checked" in element.attributes
        }
        standing |= {element["name"]: element.words.removeprefix("\n") for element in self.all("textarea")}
        said = {name.replace("_", "-"): value for name, value in typed.items()}
        assert said.keys() <= {element.attributes.get("name") for element in self.elements}
        return standing | said

    def check(self) -> "Page":
        """What holds for every page, read by whoever and with whatever."""
        assert self.html.startswith("<!DOCTYPE html>\n<html lang=")
        assert set(Counter(e.tag for e in self.elements)) <= TAGS
        assert [len(self.all(tag)) for tag in ("h1", "title", "main", "body")] == [1, 1, 1, 1]
        assert self.one("title").words.strip() and self.one("html")["lang"] in {"sv", "en"}
        self._check_attributes()
        self._check_fields()
        return self

    def _check_attributes(self) -> None:
        ids = [element["id"] for element in self.elements if "id" in element.attributes]
        assert len(set(ids)) == len(ids)
        for element in self.elements:
            names = set(element.attributes)
            assert not any(name.startswith("on") for name in names) and not names & {"style", "src"}
            for name in names & {"aria-describedby", "aria-labelledby", "for"}:
                assert set(element[name].split()) <= set(ids), element
            href = element.attributes.get("href") or element.attributes.get("action") or "/"
            assert href.startswith(("/", "mailto:", "https://video.example.org/")) or href[1:] in ids, href

    def _check_fields(self) -> None:
        labels = {label["for"] for label in self.all("label")}
        for entry in [*self.all("input"), *self.all("textarea")]:
            kind = entry.attributes.get("type")
            assert kind == "hidden" or entry["id"] in labels
            assert kind not in {"radio", "checkbox"} or any(e.tag == "fieldset" for e in entry.within)
        assert len(self.all("fieldset")) == len(self.all("legend"))
