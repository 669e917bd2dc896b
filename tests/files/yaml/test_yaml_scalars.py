"""A plain scalar that passes is read the same way by YAML 1.1 and by the contract."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from revi_docs.files.yaml.yaml_scalars import NON_STRING_SCALAR, yaml_interpretations

PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
ALPHABET = "0123456789_:.-+exobTZ infaNyst~<="


DOCUMENT_MARKERS = ("---", "...")


@given(st.text(ALPHABET, max_size=12).filter(lambda text: text == text.strip() and ": " not in text))
def test_what_yaml_1_1_takes_for_no_text_is_named_or_plain(text: str) -> None:
    assume(text.partition(" ")[0] not in DOCUMENT_MARKERS)  # they begin or end a document and are no scalars
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(value, str | list | dict) and not NON_STRING_SCALAR.fullmatch(text):
        assert yaml_interpretations(text) or PLAIN_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["yes", "No", "ON", "off", "y", "N", "<<", "=", "012", "08", "0o7", "0b1", "0x1f"])
def test_named(text: str) -> None:
    assert yaml_interpretations(text)


@pytest.mark.parametrize(
    "text", ["", "0", "12", "-1", "0.5", "10.25", "true", "null", "yesterday", "node", "5s", "1:", "v1.2", "1.2.3"]
)
def test_not_named(text: str) -> None:
    assert yaml_interpretations(text) is None
