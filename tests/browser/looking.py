"""What can be seen of a page that is open: questions asked of the browser."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests import tools

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = 24  # CSS pixels, WCAG 2.2, 2.5.8

# What sticks out to the right, or scrolls sideways, or is shorter than what stands in it.
CUT = """() => {
    const width = document.documentElement.clientWidth;
    const said = element => element.tagName + ' ' + (element.id || element.textContent.trim().slice(0, 40));
    const cut = [...document.body.querySelectorAll('*')].filter(element => {
        const box = element.getBoundingClientRect();
        if (!box.width || !box.height) return false;
        const clipped = element.tagName !== 'TEXTAREA' && getComputedStyle(element).overflow !== 'visible'
            && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        return box.left < -0.5 || box.right > width + 0.5 || clipped;
    }).map(said);
    return document.documentElement.scrollWidth > width ? ['the page scrolls sideways', ...cut] : cut;
}"""

# Whatever can be pressed and is too small; a link within a sentence is as high as its line.
SMALL = """least => [...document.querySelectorAll('a, button, input, textarea')].filter(element => {
    const box = element.getBoundingClientRect();
    const inText = element.tagName === 'A'
        && element.parentElement.textContent.trim() !== element.textContent.trim();
    return box.width && !inText && (box.width < least || box.height < least);
}).map(element => element.outerHTML.slice(0, 120))"""

# WCAG 2.1, 1.4.12: what a reader may ask of the text.
SPACED = """() => { for (const element of document.body.querySelectorAll('*')) {
    element.style.setProperty('line-height', '1.5', 'important');
    element.style.setProperty('letter-spacing', '0.12em', 'important');
    element.style.setProperty('word-spacing', '0.16em', 'important');
    if (element.tagName === 'P') element.style.setProperty('margin-bottom', '2em', 'important');
} }"""

TOP = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
}"""

# Where the keyboard is: what it is, whether one can see that it is there, and whether it lies on the screen.
FOCUS = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return {
        what: element.id || element.textContent.trim(),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""

REACHED = """() => [...document.querySelectorAll('a, button, textarea, input:not([type=hidden])')]
    .filter(element => element.checkVisibility() && element.type !== 'radio')
    .map(element => element.id || element.textContent.trim())"""


def accessibility_faults(page: Page, *besides: str) -> list[str]:
    """What axe finds, by the rules of WCAG 2.2 AA and others of its own."""
    _asked(page, _axe())
    found = _asked(
        page,
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(results => results.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)]))",
        [*WCAG, *besides],
    )
    return [f"{rule}: {nodes}" for rule, nodes in found]


@cache
def _axe() -> str:
    return tools.package("axe-core/axe.min.js").read_text(encoding="utf-8")


def _asked(page: Page, script: str, given: object = None) -> Any:
    """What a script says of the page, once all of it is there: a click is over before the page it leads to is."""
    page.wait_for_load_state()
    return page.evaluate(script, given)


def cut(page: Page) -> list[str]:
    return _words(_asked(page, CUT))


def small(page: Page) -> list[str]:
    return _words(_asked(page, SMALL, SMALLEST))


def space_out(page: Page) -> None:
    _asked(page, SPACED)


def tabbed(page: Page) -> list[dict[str, Any]]:
    """Where the key Tab goes, from the top until it leaves the page."""
    _asked(page, TOP)
    stops: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        here = _asked(page, FOCUS)
        if here is None:
            return stops
        if not stops or here["what"] != stops[-1]["what"]:
            stops.append(here)
    raise AssertionError("Tab does not leave the page")


def reachable(page: Page) -> list[str]:
    """What should be reached with Tab; of radio buttons, which the arrow keys choose among, none is named."""
    return _words(_asked(page, REACHED))


def _words(found: object) -> list[str]:
    assert isinstance(found, list)
    return [str(one) for one in found]
