"""Which process of a test run gets which tests: all of a file, and all files that share something expensive.

So a fixture of a module is built once, and not once in each process. The marks `xdist_group` do the same for single
tests, but pytest-xdist 3.8 cannot read them with pytest 9.2: it writes the group into a private attribute that is gone.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has no py.typed

GROUPS = {
    "browser": (
        "tests/site/test_browser.py",
        "tests/site/test_first_load.py",
        "tests/site/test_link_kinds.py",
        "tests/site/test_page_sizes.py",
        "tests/site/test_explorer.py",
        "tests/site/test_offline_site.py",
        "tests/site/test_reader_sites.py",
        "tests/site/test_tables.py",
        "tests/site/stories/test_run_in_browser.py",
        "tests/site/mkdocs/test_page_frame.py",
        "tests/site/mkdocs/test_serve_in_browser.py",
        "tests/site/links/test_site_check.py",
    ),
    "node": (
        "tests/code/test_hostile.py",
        "tests/code/test_nonsense.py",
        "tests/code/test_small.py",
        "tests/typescript/test_package.py",
        "tests/python/test_package.py",
    ),
    "wheel": (
        "tests/app/setup/test_upgrade.py",
        "tests/test_wheel.py",
        "tests/workflow/test_walk.py",
    ),
}
"""Files that share a browser and the built site, compiled TypeScript, or an unpacked wheel and its process."""

LONG = (
    *GROUPS["browser"],
    *GROUPS["wheel"],
    "tests/agents/test_end_to_end.py",
    *GROUPS["node"],
    "tests/drift/test_merge_branches.py",
    "tests/adopt/test_daily_edits.py",
    "tests/faults/test_acts.py",
    "tests/faults/test_injection.py",
    "tests/test_every_leaf.py",
    "tests/guides/test_guides.py",
    "tests/drift/test_drift_findings.py",
    "tests/ownership/test_hand_written_files.py",
    "tests/adopt/test_adoption_writer.py",
    "tests/test_light_wheel.py",
    "tests/stories/rules/test_story_lint.py",
    "tests/site/mkdocs/test_foreign_sites.py",
    "tests/drift/test_sync.py",
    "tests/report/test_any_text.py",
    "tests/test_pre_commit.py",
    "tests/drift/test_cause_groups.py",
    "tests/outputs/test_render_cache.py",
)
"""What takes longest starts first, so that no process waits for another at the end: from ten seconds on, measured."""

_GROUP_OF = {file: group for group, files in GROUPS.items() for file in files}
_RANK = {file: rank for rank, file in enumerate(LONG)}


def unit_of(node_id: str) -> str:
    """The group or file of a test, which one process runs."""
    file = node_id.partition("::")[0]
    return _GROUP_OF.get(file, file)


class FileScheduling(LoadScopeScheduling):  # type: ignore[misc]  # so its type is unknown
    """Gives a process one file or group after another, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Sort the collected tests; the order within a file stays."""
    items.sort(key=lambda item: _RANK.get(item.nodeid.partition("::")[0], len(_RANK)))
