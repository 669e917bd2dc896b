"""One repository as the commands use it: everything is read once and shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from revi_docs.app.agent_file_problems import agent_file_problems
from revi_docs.app.plurals import pluralize
from revi_docs.app.required_version import version_problem
from revi_docs.contract.loader import LoadedContract, load
from revi_docs.contract.renamed_keys import UPGRADE_FIX
from revi_docs.contract.rules.lint import lint
from revi_docs.drift.cache_inputs import cache_inputs
from revi_docs.drift.committed_cache import committed_cache_problems
from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.edit_evidence import EditEvidence
from revi_docs.drift.file_selection import FileSelection
from revi_docs.drift.file_status import GENERATED_STATES, FileStatus
from revi_docs.drift.hidden_text import hidden_text_problems
from revi_docs.drift.output_status import compare_outputs
from revi_docs.drift.override_record import override_problems
from revi_docs.drift.owned_parts import OwnedParts, compare_owned_parts
from revi_docs.drift.result_cache import CacheInputs
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.render_cache import RenderCache
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from revi_docs.ownership.field_assignments import OwnedFields
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.ownership.owned_fields import read_owned_fields
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.prose.page_linter import page_paths, prose_problems
from revi_docs.stories import baseline
from revi_docs.stories.baseline import BaselineResult, apply_baseline
from revi_docs.stories.rules.story_lint import StoryLintResult, lint_stories


class Workspace:
    """Reads the contract and renders its outputs at most once.

    `make_template_globals` is called only if a template is rendered. With `use_cache`, an output whose inputs have not
    changed since the last run is taken from the cache. `excluded_folder`, which a build fills, is not searched.
    """

    def __init__(
        self,
        root: Path,
        make_template_globals: Callable[[], Mapping[str, Any]],
        *,
        use_cache: bool = False,
        excluded_folder: str = "",
    ) -> None:
        self.root = root
        self.make_template_globals = make_template_globals
        self.use_cache = use_cache
        self.excluded_folder = excluded_folder

    def reopen(self, root: Path | None = None) -> Workspace:
        """Return a workspace that has read nothing yet and uses no cache, of this repository or another."""
        return Workspace(root or self.root, self.make_template_globals)

    def with_contract(self, loaded: LoadedContract) -> Workspace:
        """Return a workspace of this repository with a contract that is not written yet."""
        workspace = self.reopen()
        workspace.loaded = loaded
        return workspace

    @cached_property
    def template_globals(self) -> Mapping[str, Any]:
        """The names that every template can use besides the contract."""
        return self.make_template_globals()

    @cached_property
    def loaded(self) -> LoadedContract:
        """The contract. Raises ReviError if it cannot be read."""
        return load(self.root)

    @property
    def has_valid_contract(self) -> bool:
        """Whether the contract can be read and every key of it is valid."""
        try:
            return not self.loaded.problems
        except ReviError:
            return False

    @cached_property
    def contract_problems(self) -> tuple[Problem, ...]:
        """The problems of the contract alone; under another version, without those that `upgrade` corrects."""
        problems = lint(self.loaded)
        if not self.version_problems:
            return problems
        return tuple(item for item in problems if not item.fix.startswith(UPGRADE_FIX))

    @cached_property
    def blocking_problems(self) -> tuple[Problem, ...]:
        """Problems of the contract that would come up again in templates, which are not to blame for them."""
        undefined_names = [entry for entry in self.contract_problems if entry.code.startswith("unknown-")]
        has_blocking_problem = self.loaded.problems or undefined_names
        return (*self.version_problems, *self.contract_problems) if has_blocking_problem else ()

    @cached_property
    def rendered_outputs(self) -> RenderedOutputs:
        """The expected content of all outputs. Raises ReviError if the contract has invalid keys or names."""
        if self.blocking_problems:
            raise ReviError(*self.blocking_problems)
        regions = tuple(self.hand_written_files.planned_regions.values())
        if not self.use_cache:
            return render_all(self.root, self.loaded, self.template_globals, regions)
        cache = RenderCache.load(self.root, self.loaded.contract)
        result = render_all(self.root, self.loaded, self.template_globals, regions, cache.lookup)
        rendered = (*result.files, *result.regions.values())
        if not result.problems and cache.hits < len(rendered):
            cache.save(rendered)
        return result

    @cached_property
    def hand_written_files(self) -> HandWrittenFiles:
        """The files that people write, with the regions and fields that the contract owns."""
        planned, _ = plan_outputs(self.loaded, self.template_globals)
        paths = {output.path for output in planned}
        return HandWrittenFiles(self.root, self.loaded.contract, paths, self.excluded_folder)

    @cached_property
    def source_problems(self) -> tuple[Problem, ...]:
        """The problems of templates and region markers: until they are fixed, nothing can be written."""
        return sorted_problems((*self.rendered_outputs.problems, *self.hand_written_files.problems))

    @cached_property
    def owned_fields(self) -> OwnedFields:
        """The fields and table cells of hand-written files that the contract owns."""
        return read_owned_fields(self.loaded, self.hand_written_files)

    @cached_property
    def owned_parts(self) -> OwnedParts:
        """The regions and fields of hand-written files, compared with the contract."""
        return compare_owned_parts(
            self.hand_written_files,
            self.owned_fields,
            self.rendered_outputs.regions,
            self._edit_evidence,
        )

    @cached_property
    def _edit_evidence(self) -> EditEvidence:
        return EditEvidence(self.root, self.loaded, self.rendered_outputs.renderer)

    @cached_property
    def file_statuses(self) -> tuple[FileStatus, ...]:
        """The status of each output and each owned part of a file, sorted by path."""
        output_statuses = compare_outputs(self.root, self.loaded, self.rendered_outputs, self._edit_evidence)
        return tuple(sorted((*output_statuses, *self.owned_parts.statuses), key=lambda status: status.path))

    @cached_property
    def prose_findings(self) -> tuple[Problem, ...]:
        """Statements of hand-written pages that contradict the contract."""
        files = self.hand_written_files
        return prose_problems(self.root, self.loaded, files.tree, files.output_paths)

    @cached_property
    def version_problems(self) -> tuple[Problem, ...]:
        """The finding that the contract requires another version of revi-docs."""
        problem = version_problem(self.loaded)
        return (problem,) if problem else ()

    @cached_property
    def override_problems(self) -> tuple[Problem, ...]:
        """Problems of templates that replace or extend shipped ones; another version has others, so it reports none."""
        if self.version_problems:
            return ()
        return override_problems(self.root, self.rendered_outputs.renderer)

    def lint(self) -> tuple[Problem, ...]:
        """Return all problems of the contract, the stories and the templates.

        Templates are only checked if every name in the contract is defined: otherwise they would report
        consequences of a wrong name.
        """
        problems = (*self.contract_problems, *self.version_problems, *self.baseline_result.problems)
        if self.blocking_problems:
            return sorted_problems(problems)
        return sorted_problems((*problems, *self.source_problems, *self.override_problems))

    @cached_property
    def story_lint(self) -> StoryLintResult | None:
        """The result of linting the stories; None if the contract is invalid or defines no stories."""
        return lint_stories(self.root, self.loaded, use_cache=self.use_cache)

    @cached_property
    def listable_problems(self) -> tuple[Problem, ...]:
        """The problems that a baseline can list: those of stories, of agent files and of invisible characters."""
        stories = self.story_lint.problems if self.story_lint else ()
        if self.blocking_problems:
            return stories
        files = self.rendered_outputs.files
        agent_files = agent_file_problems(self.root, self.loaded, self.hand_written_files, files)
        hidden_text = hidden_text_problems(self.root, self.loaded.contract, self.hand_written_files)
        return (*stories, *agent_files, *hidden_text)

    @cached_property
    def baseline_result(self) -> BaselineResult:
        """The problems that a baseline can list and the one of the repository does not."""
        result = apply_baseline(self.root, self.listable_problems)
        if not self.blocking_problems:
            return result
        # What cannot be read may still have the problems that are listed.
        return result._replace(problems=tuple(item for item in result.problems if item.code != "baseline-gone"))

    def write_baseline(self) -> str:
        """Write all problems that it can list to the baseline, and return a message. Raises ReviError."""
        count = baseline.write_baseline(self.root, self.listable_problems)
        self.__dict__.pop("baseline_result", None)
        return f"{pluralize(count, 'problem')} listed in {baseline.BASELINE_FILE}"

    @cached_property
    def check_inputs(self) -> CacheInputs:
        """The files on which the result of `check` depends."""
        contract, files = self.loaded.contract, self.hand_written_files
        sources = (*self.loaded.parent_files, *page_paths(contract, files.tree, files.output_paths))
        return cache_inputs(self.root, contract, files, sources)

    def check(self, selection: FileSelection | None = None) -> tuple[Problem, ...]:
        """Return the problems of all files, or of the selected ones.

        Raises ReviError if a template or a region marker is invalid.
        """
        if self.source_problems:
            raise ReviError(*self.version_problems, *self.source_problems)
        return self.file_problems(selection)

    def file_problems(self, selection: FileSelection | None = None) -> tuple[Problem, ...]:
        """The result of `check` without the problems of templates and region markers."""
        statuses = [item for item in self.file_statuses if selection is None or selection(item.path)]
        if self.version_problems:
            # Another version may generate other bytes; what a person changed is still a finding.
            statuses = [status for status in statuses if status.state not in GENERATED_STATES]
        problems = (
            *self.owned_parts.problems,
            *self.hand_written_files.link_problems,
            *self.prose_findings,
            *committed_cache_problems(self.root),
            *self.hand_written_files.tree.problems,
            *self.override_problems,
        )
        if selection is not None:
            problems = tuple(item for item in problems if any(selection(place.file) for place in item.places))
        findings = drift_findings(statuses, self.loaded, self.rendered_outputs.renderer)
        return sorted_problems((*self.version_problems, *findings, *problems))
