"""A contract from bytes: values, places, and sections with problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load, load_valid, parse
from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError

TEXT = b"revi: 1\nstatuses:\n  open: {description: New.}\nmodels: {small: {}}\n"


def test_every_value_knows_its_place() -> None:
    loaded = parse(TEXT)
    assert loaded.problems == ()
    place = loaded.place_of("statuses", "open", "description")
    assert (place.file, place.line, place.column) == ("revi.yml", 3, 23)
    assert loaded.place_of("statuses", "open").line == 3


def test_only_the_section_of_a_problem_is_invalid() -> None:
    loaded = parse(TEXT.replace(b"New.", b"[1]"))
    assert [problem.code for problem in loaded.problems] == ["wrong-type"]
    assert loaded.invalid_sections == {"statuses"}
    assert list(loaded.contract.models) == ["small"]


def test_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_bytes(TEXT)
    assert load(tmp_path).contract == parse(TEXT).contract == load_valid(tmp_path).contract
    (tmp_path / "revi.yml").write_bytes(TEXT + b"nonsense: 1\n")
    with pytest.raises(ReviError) as error:
        load_valid(tmp_path)
    assert [(problem.code, str(problem.places[0])) for problem in error.value.problems] == [
        ("unknown-key", str(Place("revi.yml", 5, 1)))
    ]


@pytest.mark.parametrize(
    ("pattern", "read"), [(r"AB-\d+", "AB-[0-9]+"), ("(?P<n>A)", "(A)"), (r"(\d+)+", r"(\d+)+"), ("", "")]
)
def test_a_pattern_has_its_portable_form(pattern: str, read: str) -> None:
    contract = parse(f"revi: 1\nproject: {{story_id: '{pattern}'}}\n".encode()).contract
    assert contract.project.story_id == read
