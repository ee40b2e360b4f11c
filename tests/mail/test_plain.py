import pytest

from app.mail.plain import BIDI_CONTROLS, many_lines, one_line

CONTROLS = [chr(code) for code in (*range(32), *range(127, 160), 0x2028, 0x2029, 0xD800, 0xDFFF)]


@pytest.mark.parametrize("char", [*CONTROLS, *BIDI_CONTROLS], ids=ascii)
def test_a_header_has_no_controls(char: str) -> None:
    assert one_line(f"a{char}b{char}{char}c{char}") == "a b c"


@pytest.mark.parametrize("char", [*CONTROLS[:9], *CONTROLS[11:13], *CONTROLS[14:65], "\ud800"], ids=ascii)
def test_a_body_has_no_controls_but_tab(char: str) -> None:
    assert many_lines(f"a{char}b\tc") == "a b\tc"


def test_a_line_ends_in_one_way() -> None:
    assert many_lines("a\r\nb\rc\nd\r\r\ne\n\r") == "a\nb\nc\nd\n\ne\n\n"


def test_what_is_not_ascii_is_kept() -> None:
    assert one_line("Å ä e\u0301 👩\u200d🚲 שלום") == "Å ä e\u0301 👩\u200d🚲 שלום"
