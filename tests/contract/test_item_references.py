"""Which agent or command a text means."""

from __future__ import annotations

import pytest

from revi_docs.contract.item_references import ItemReferences

NAMES = ItemReferences(["ux-designer", "p:reviewer", "q:reviewer", "p:writer", "svelte:test"])


@pytest.mark.parametrize(
    ("text", "scope", "name"),
    [
        ("ux-designer", "", "ux-designer"),
        ("UX Designer", "", "ux-designer"),
        ("ux_designer agent", "", "ux-designer"),
        ("@agent-ux-designer", "", "ux-designer"),
        ("writer", "", "p:writer"),
        ("reviewer", "q", "q:reviewer"),
        ("reviewer", "", ""),
        ("p:reviewer", "q", "p:reviewer"),
        ("svelte:test", "", "svelte:test"),
        ("UX", "", ""),
        ("", "", ""),
    ],
)
def test_the_item_that_a_text_means(text: str, scope: str, name: str) -> None:
    assert NAMES.find(text, scope) == name
