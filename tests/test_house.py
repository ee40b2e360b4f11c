"""The house keeps the promises that no one remembers to check."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from app import main, texts
from app.access.policy import ALLOWED, Act
from app.commands.policy import printed
from app.errors import Problem
from app.settings import Settings
from tests.describing import operations

ROOT = Path(__file__).parent.parent
PUT_IN_ALL = {"pointer", "parameter", "header", "code"}


@cache
def sources() -> dict[str, ast.Module]:
    """The code of the application by path."""
    files = sorted((ROOT / "app").rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def nodes(kind: type[ast.AST]) -> Iterator[tuple[str, Any]]:
    """Every node of a kind, with where it stands."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{path}:{getattr(node, 'lineno', 0)}", node


def called(call: ast.Call) -> str:
    """The last name of what is called: `c` of `a.b.c()`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def word(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def kinds_of(problem: type[Problem]) -> Iterator[type[Problem]]:
    for kind in problem.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def problems() -> dict[str, type[Problem]]:
    """Every problem by the name of its class."""
    assert main.create_api()
    return {kind.__name__: kind for kind in kinds_of(Problem) if kind.__module__.startswith("app.")}


def blanks(text: str) -> set[str]:
    """The names that a text has to be given values for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def faults_said() -> Iterator[tuple[str, str, set[str] | None]]:
    """(where, code, names of the values given or None for unknown) of each fault that the code tells of."""
    for where, call in nodes(ast.Call):
        given = None if any(key.arg is None for key in call.keywords) else {key.arg for key in call.keywords}
        if called(call) == "invalid":
            yield where, word(call.args[1]) or "?", given
        elif called(call) == "PydanticCustomError":
            values = call.args[2] if len(call.args) > 2 else ast.Dict([], [])
            yield where, word(call.args[0]) or "?", {word(key) or "?" for key in values.keys}
    for where, made in nodes(ast.Dict):
        named = {word(key): value for key, value in zip(made.keys, made.values, strict=True)}
        if {"code"} < set(named) and set(named) & {"pointer", "parameter", "header"}:
            yield where, word(named["code"]) or "?", {str(name) for name in named}


def test_every_problem_has_a_title_and_a_detail_in_both_languages() -> None:
    codes = {kind.code for kind in problems().values()}

    for language in texts.LANGUAGES:
        said = texts.catalogue(language)
        assert codes <= set(said["problem"])
        assert set(said["problem"]) == set(said["detail"])


def test_every_problem_is_raised_with_what_its_detail_tells() -> None:
    known = problems()
    calls = {id(call.func): call for _, call in nodes(ast.Call)}
    unknown = {
        "InvalidRequest",
        "Unknown",
        *(name for name, kind in known.items() if "__init__" in vars(kind)),
    }

    for where, raised in nodes(ast.Raise):
        made = raised.exc
        name = called(made) if isinstance(made, ast.Call) else getattr(made, "id", "")
        if name not in known or name in unknown:
            continue
        given = {key.arg for key in calls[id(made.func)].keywords} if isinstance(made, ast.Call) else set()
        for language in texts.LANGUAGES:
            wanted = blanks(texts.text(f"detail.{known[name].code}", language))
            assert None in given or wanted <= given, f"{where}: {name} lacks {wanted - given}"


def test_every_fault_has_a_text_in_both_languages() -> None:
    # Where invalid() hands on what it was told.
    handed_on = [where for where, code, _ in faults_said() if code == "?"]
    assert [where.partition(":")[0] for where in handed_on] == ["app/errors.py"]

    for where, code, given in (fault for fault in faults_said() if fault[1] != "?"):
        for language in texts.LANGUAGES:
            said = texts.catalogue(language)["fault"]
            assert code in said, f"{where}: fault.{code} in {language}"
            lacking = blanks(said[code]) - (given or set()) - PUT_IN_ALL
            assert given is None or not lacking, f"{where}: fault.{code} lacks {lacking}"


def test_the_languages_have_the_same_texts_with_the_same_blanks() -> None:
    swedish, english = (texts.catalogue(language) for language in texts.LANGUAGES)

    assert set(swedish) == set(english)
    for section in swedish:
        assert set(swedish[section]) == set(english[section])
        for key, said in swedish[section].items():
            assert blanks(said) == blanks(english[section][key]), f"{section}.{key}"


def test_no_two_problems_share_a_code() -> None:
    own = [vars(kind)["code"] for kind in problems().values() if "code" in vars(kind)]

    assert len(set(own)) == len(own)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in own)
    assert all(400 <= kind.status < 500 for kind in problems().values())


def test_the_page_of_the_policy_is_the_one_printed_from_the_code() -> None:
    assert (ROOT / "docs/policy.md").read_text(encoding="utf-8") == printed(), "python -m app policy"


def test_every_act_has_standings() -> None:
    assert set(ALLOWED) == set(Act)
    assert all(ALLOWED.values())


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    said = [operation for _, _, operation in operations()]
    names = [operation["operationId"] for operation in said]

    assert len(set(names)) == len(names)
    for operation in said:
        assert re.fullmatch("[a-z]+([A-Z][a-z]+)+", operation["operationId"])
        assert operation["description"].strip(), operation["operationId"]


def test_every_setting_is_described() -> None:
    readme, *others = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    told = "\n".join(file.read_text(encoding="utf-8") for file in (readme, *others))

    for name, setting in Settings.model_fields.items():
        assert setting.description, name
        assert f"NASTA_{name.upper()}" in told or not readme.stat().st_size, name


# The monotonic clock, for waiting and backing off, tells no time of day (threats-and-faults 3).
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}


def test_only_the_clock_reads_the_clock() -> None:
    for where, call in nodes(ast.Call):
        read = call.func
        if not isinstance(read, ast.Attribute) or read.attr not in CLOCKS:
            continue
        owner = read.value.attr if isinstance(read.value, ast.Attribute) else getattr(read.value, "id", "")
        assert owner not in CLOCK_OWNERS or where.startswith("app/clock.py:"), where
    for where, said in (*nodes(ast.ImportFrom), *nodes(ast.Import)):
        for name in said.names:
            source = getattr(said, "module", name.name)
            assert source not in {"datetime", "time"} or not name.asname, f"{where}: under another name"
            assert source != "time" or isinstance(said, ast.Import), f"{where}: say time.monotonic()"


PRINTS = ("app/commands/", "app/cli.py", "app/api_keys/cli.py")


def test_only_commands_print() -> None:
    for where, call in nodes(ast.Call):
        assert getattr(call.func, "id", "") != "print" or where.startswith(PRINTS), where


def test_imports_point_the_right_way() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    if not lint.exists():
        pytest.skip("import-linter is not here")

    ran = subprocess.run(
        [lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
