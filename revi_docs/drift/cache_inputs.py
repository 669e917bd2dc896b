"""The files and folders that the result of a check depends on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.drift import committed_cache, output_index, override_record
from revi_docs.drift.output_status import output_dirs, parent_folder
from revi_docs.drift.result_cache import CacheInputs
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.stories.execution_plan import source_paths


def cache_inputs(
    root: Path, contract: Contract, files: HandWrittenFiles, other_sources: Iterable[str] = ()
) -> CacheInputs:
    """List sources, outputs, stories and hand-written files, and the folders in which a new file would count.

    `other_sources` are the files that the contract extends, and the pages that the prose check reads. Outputs
    come from the index, which is complete in a clean repository; only clean results are cached.
    """
    output_paths = output_index.read(root)
    owned_paths = (path for pattern in contract.owns for path in files.matching(pattern))
    listings = [folder.path or "." for folder in files.tree.folders]
    trees = dict.fromkeys(
        (
            "revi.yml",
            "templates",
            output_index.FILE,
            override_record.FILE,
            *output_paths,
            *files.region_candidates,
            *owned_paths,
            *other_sources,
            *files.tree.gitignore_files,
            *files.tree.ignore_sources,
            committed_cache.FOLDER,
            *source_paths(contract),
        )
    )
    folders = {parent_folder(path) or "." for path in output_paths} | {
        output_dir or "." for output_dir in output_dirs(root, contract)
    }
    return list(trees), sorted(folders), listings
