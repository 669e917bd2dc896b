"""The hand-written file of an item: its summary and its path."""

from __future__ import annotations

from revi_docs.site.item_files import ItemFile, item_file_html, item_file_markdown


def test_html_is_escaped() -> None:
    assert item_file_html(ItemFile("a&b.md", "Uses <b>."), "") == ("<p>Uses &lt;b&gt;.</p>", "<code>a&amp;b.md</code>")
    assert item_file_html(ItemFile("a.md"), "https://x/a.md") == ("", '<a href="https://x/a.md"><code>a.md</code></a>')


def test_markdown() -> None:
    assert item_file_markdown(ItemFile("a.md", "Uses *x*.")) == "Uses \\*x\\*.\n\nFile: `a.md`."
