"""Running text as words, numbers and signs, each with its place."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\d+[^\W\d_]+"  # 5A
    r"|\d+(?:[.:/,-]\d+)*(?::[a-z]{1,2}\b)?"
    r"|(?:[^\W\d_]{1,3}\.){2,}"  # t.ex., bl.a.
    r"|\w+-(?=\s+(?:och|eller|samt|og|and)\b)"  # vård- och omsorg
    r"|[@#]?\w+(?:[-’'/]\w+|\.[a-zåäö]\w*)*(?::[a-zåäö]{1,3}\b)?"
    r"|->|=>|\S"
)


class Token(NamedTuple):
    """`low`: the word in small letters, as the lexicon has it."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokens_in(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of a text, or of a part of it, in order."""
    stop = len(text) if end is None else end
    return tuple(
        [
            Token(word := found.group(), word.lower(), found.start(), found.end())
            for found in _TOKEN.finditer(text, start, stop)
        ]
    )
