"""The arguments of a marker, and which of them a template reads."""

from __future__ import annotations

import pytest

from revi_docs.outputs.context.marker_arguments import MarkerArguments, MarkerError


def arguments(read: set[str]) -> MarkerArguments:
    return MarkerArguments((("phase", "make"), ("level", "hard")), read)


def test_what_is_read_is_recorded() -> None:
    read: set[str] = set()
    values = arguments(read)
    assert (len(values), read) == (2, set())
    assert values["phase"] == "make"
    assert values.get("other", "x") == "x"
    assert read == {"phase", "other"}
    assert list(values) == ["phase", "level"]
    assert read == {"phase", "other", "level"}


def test_a_choice() -> None:
    values = arguments(set())
    assert values.choice("level", ("soft", "hard")) == "hard"
    assert values.choice("form", ("long", "short"), "short") == "short"
    with pytest.raises(MarkerError) as error:
        values.choice("phase", ("makes", "test"))
    assert str(error.value) == "phase=make is not a valid value; did you mean 'makes'?"
