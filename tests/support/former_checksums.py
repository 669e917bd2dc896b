"""Files as earlier versions wrote them: with a checksum where the marker is today."""

from __future__ import annotations

from pathlib import Path

from revi_docs.files.generated_marker import MARKER, former_checksum
from revi_docs.files.markdown.regions import find_regions

_BLANK = "revi:" + "0" * 16


def with_checksum(path: str, text: str) -> str:
    """An output with its checksum instead of the marker."""
    blanked = text.replace(MARKER, _BLANK)
    return blanked.replace(_BLANK, f"revi:{former_checksum(path, blanked.encode())}", 1)


def with_region_checksums(path: str, text: str) -> str:
    """A page with a checksum in the begin marker of each region."""
    for region in reversed(find_regions(path, text)[0]):
        content = text[region.content_start : region.content_end]
        checksum = former_checksum(region.checksum_subject, content.replace("\r\n", "\n").encode())
        end = " -->" if region.marker.endswith("-->") else ""
        marker = f"{region.marker.removesuffix('-->').rstrip()} revi:{checksum}{end}"
        text = text[: region.marker_start] + marker + text[region.content_start :]
    return text


def write_former(root: Path, path: str) -> None:
    """Rewrite a synced file of a repository as earlier versions wrote it."""
    text = (root / path).read_bytes().decode()
    text = with_checksum(path, text) if MARKER in text else with_region_checksums(path, text)
    (root / path).write_bytes(text.encode())
