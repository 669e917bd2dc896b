"""Invisible characters are found, and those that belong to emoji and scripts are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.hidden_unicode import HiddenRun, hidden_runs

HIDDEN = {
    "tag characters": "Reviews.\U000e0049\U000e0067",
    "tag characters after a flag, not closed": "🏴\U000e0067\U000e0062",
    "tag characters after another emoji": "😀\U000e0067\U000e007f",
    "override": "a\u202eb",
    "embedding": "\u202aa\u202c",
    "isolate in Arabic": "ا\u2066ب",
    "mark between Latin letters": "a\u200fb",
    "zero-width space": "a\u200bb",
    "joiner between Latin letters": "a\u200db",
    "non-joiner between Latin letters": "a\u200cb",
    "joiner at the end": "a\u200d",
    "joiner between an emoji and a letter": "😀\u200da",
    "two joiners in Persian": "می\u200c\u200cخواهم",
    "word joiner": "a\u2060b",
    "byte order mark": "a\ufeffb",
    "selector after a letter": "a\ufe0f",
    "two selectors": "😀\ufe0f\ufe0f",
    "selectors that encode bytes": "😀\U000e0101\U000e0122",
    "one selector of the supplement": "😀\U000e0101",
    "Hangul filler": "a\u3164b",
    "invisible operator": "f\u2061x",
    "soft hyphen at the end": "a\u00ad",
    "annotation": "a\ufff9b",
}

VISIBLE = {
    "ASCII": "a b\tc\n",
    "family": "👩‍👩‍👧‍👦",
    "heart": "❤️ and ☎︎",
    "heart between people": "👩‍❤️‍💋‍👨",
    "keycap": "1️⃣ #️⃣",
    "skin tone and profession": "👩🏽‍⚕️ 🧑🏿‍🚀",
    "pirate flag": "🏴‍☠️",
    "rainbow flag": "🏳️‍🌈",
    "flag of England": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "copyright": "©️ ™️ ‼️ ↔️",
    "Persian": "می‌خواهم کتاب‌ها",
    "Arabic mark": "سعر\u200f (5)",
    "Hebrew mark": "שלום\u200f!",
    "Hindi": "क्‍ष क्‌ष",
    "Malayalam": "ന്‍",
    "Sinhala": "ශ්‍රී",
    "Bengali": "র‍্য",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠠ᠋",
    "Thai": "สวัสดี\u200bครับ",
    "Khmer": "សួស្តី\u200bអ្នក",
    "ideograph": "葛\U000e0100",
    "German with soft hyphens": "Donau\u00addampf",
    "Chinese": "你好，世界",
    "accents": "e\u0301 ñ Å",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_hidden(text: str) -> None:
    assert len(list(hidden_runs(text))) >= 1


@pytest.mark.parametrize("text", VISIBLE.values(), ids=VISIBLE)
def test_visible(text: str) -> None:
    assert list(hidden_runs(text)) == []


def test_the_run_is_described() -> None:
    (first, second) = hidden_runs("a\u202eb\U000e0049\U000e0067\U000e0068")
    assert first == HiddenRun(1, "\u202e")
    assert first.description == "U+202E (right-to-left override)"
    assert second.description == "U+E0049 (tag latin capital letter i) and 2 more invisible characters"


@given(st.text(st.characters(codec="utf-8")), st.integers(0xE0000, 0xE007F), st.text())
def test_a_tag_after_a_letter_is_always_found(before: str, tag: int, after: str) -> None:
    assert list(hidden_runs(f"{before}a{chr(tag)}{after}"))
