"""Decide from the record and from git whether a generated text that differs from its render has manual edits.

In this order: what `sync` wrote here is not edited. What git's HEAD does not have is edited, or that is unknown.
What HEAD has is recoverable; it is edited if the commit that wrote it changed neither the contract nor a template,
and is not what the contract of that commit renders to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from revi_docs.contract.base_contract import read_at_commit
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.drift.committed_texts import CommittedTexts
from revi_docs.drift.file_status import DriftState, FileStatus, RegionPart
from revi_docs.files.generated_marker import former_checksum, has_former_checksum, is_marked
from revi_docs.files.git_history import read_blobs
from revi_docs.files.written_record import WrittenRecord
from revi_docs.outputs.environment import TEMPLATES_FOLDER
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.revi_error import ReviError
from revi_docs.stories.execution_plan import source_paths

SHALLOW = "the clone is shallow"
"""Why it is unknown who wrote a text that HEAD has."""


class EditEvidence:
    """Decides about texts whose state is DIFFERS. Git runs only if the record does not decide."""

    def __init__(self, root: Path, loaded: LoadedContract, renderer: Renderer) -> None:
        self._root = root
        self._renderer = renderer
        self._sources = (CONTRACT_FILE, *loaded.parent_files, TEMPLATES_FOLDER, *source_paths(loaded.contract))
        self.record = WrittenRecord(str(root))

    def settle(self, statuses: Iterable[FileStatus]) -> list[FileStatus]:
        """The statuses; each that DIFFERS is replaced by one that is STALE or TAMPERED."""
        results = [self._settle_by_record(status) for status in statuses]
        open_paths = tuple(dict.fromkeys(status.path for status in results if status.state is DriftState.DIFFERS))
        if not open_paths:
            return results
        committed = CommittedTexts(self._root, open_paths, self._sources)
        return [
            self._settle_by_git(status, committed) if status.state is DriftState.DIFFERS else status
            for status in results
        ]

    def _settle_by_record(self, status: FileStatus) -> FileStatus:
        if status.state is not DriftState.DIFFERS:
            return status
        return replace(status, state=DriftState.STALE) if self.is_written(status) else status

    def is_written(self, status: FileStatus) -> bool:
        """Whether `sync` wrote exactly this text here, or an earlier version anywhere."""
        return self.record.wrote(record_name(status), status.actual or b"") or _is_of_former_version(status)

    def _settle_by_git(self, status: FileStatus, committed: CommittedTexts) -> FileStatus:
        stale, edited = (replace(status, state=state) for state in (DriftState.STALE, DriftState.TAMPERED))
        if not committed.has(status):
            is_ours = status.part is not None or is_marked(status.actual or b"")
            is_known = committed.has_another(status) or self.record.knows(record_name(status)) or not is_ours
            return edited if is_known else replace(edited, unknown=committed.reason_of_ignorance)
        change = committed.last_change(status)
        if change is None:
            return stale
        # The oldest commit of a shallow clone seems to add every file.
        if change.is_boundary:
            return replace(stale, unknown=SHALLOW)
        # A commit that adds a file cannot have edited it.
        is_new_output = status.part is None and not change.blobs[status.path][0]
        if is_new_output or change.touches(self._sources) or self._renders_at(change.commit, status):
            return stale
        return replace(edited, commit=change.commit)

    def _renders_at(self, commit: str, status: FileStatus) -> bool:
        """Whether the text is what the contract of a commit renders to, with the templates of today."""
        if status.rendered is None:
            return False
        # `./`: the root can be a folder inside the git work tree.
        contents = read_blobs(self._root, [f"{commit}:./{CONTRACT_FILE}"])
        read_parent = partial(read_at_commit, self._root, commit)
        try:
            loaded = parse(next(iter(contents.values()), b""), read_file=read_parent)
            renderer = self._renderer.with_contract(loaded)
            text = renderer.render(status.rendered.task).content
        except (ReviError, KeyError):
            # The contract of that commit cannot render this output, so the text proves nothing.
            return False
        if isinstance(status.part, RegionPart):
            text = status.part.region.format_content(text.decode("utf-8")).encode("utf-8")
        # Git may have converted line ends at checkout.
        return text.replace(b"\r\n", b"\n") == (status.actual or b"").replace(b"\r\n", b"\n")


def record_name(status: FileStatus) -> str:
    """The name of a text in the record. That of a region has no path, so that a region can be moved."""
    return f"#{status.part.region.key}" if isinstance(status.part, RegionPart) else status.path


def _is_of_former_version(status: FileStatus) -> bool:
    """Whether a checksum of earlier versions proves that the text is not edited."""
    actual = status.actual or b""
    lf_content = actual.replace(b"\r\n", b"\n")
    if isinstance(status.part, RegionPart):
        region = status.part.region
        return region.former_checksum == former_checksum(region.checksum_subject, lf_content)
    return any(has_former_checksum(status.path, version) for version in (actual, lf_content))
