"""Write the real outputs into the guides: `python -m tests.guides.refresh [NAME…]`. Read the diff after it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.guides.guide_pages import create_example, example_of, guide_files, run_page


def refresh(guide: Path) -> None:
    """Replace each output on a page with what its commands print now."""
    page = guide.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        outputs = list(run_page(page, create_example(example_of(page), Path(folder))))
    for fence, output in reversed(outputs):
        start, end = fence.span
        page = page[:start] + output + page[end:]
    guide.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    for path in guide_files():
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            refresh(path)
