"""The article of a built page."""

from __future__ import annotations

from pathlib import Path


def article(root: Path, page: str) -> str:
    html = (root / "site" / page).read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]
