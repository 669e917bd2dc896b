"""Any text of a story is read with its places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.stories.document import parse_document


@given(st.text(alphabet=st.sampled_from("ab#|-: \n\r`~<>!\\[{'\"&*"), max_size=200))
def test_any_text_is_parsed_with_places_inside_it(text: str) -> None:
    document = parse_document(text, "a.md")

    for section in document.sections:
        assert 1 <= section.line < section.end <= len(document.lines) + 1
        document.is_empty_section(section)
        list(document.tables(section.name))
    for field in document.fields.values():
        assert 1 <= field.line <= len(document.lines)
