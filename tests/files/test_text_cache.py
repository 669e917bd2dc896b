"""What is computed from a text is computed once, for long texts only for a while."""

from __future__ import annotations

from revi_docs.files.text_cache import cache_by_text


def test_each_text_is_read_once_and_long_ones_are_forgotten() -> None:
    texts: list[str] = []
    length = cache_by_text(lambda text: texts.append(text) or len(text))  # type: ignore[func-returns-value]
    short, long = [f"{number}" for number in range(1000)], [f"{number:0100000}" for number in range(100)]
    assert [length(text) for text in (*short, *short)] == [len(text) for text in (*short, *short)]
    assert texts == short
    assert {length(text) for text in (long[0], long[0], *long, long[0])} == {100_000}
    assert texts[len(short) :] == [*long, long[0]]
