"""The page of one story: status, dependencies, goal and criteria, tokens, run, files, timeline and log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from revi_docs.site.stories.page_markup import code, markdown, markdown_table, page_header, status_markup, story_link
from revi_docs.site.stories.story_views import StoryView, StoryViews, readable_time
from revi_docs.site.stories.waterfall import waterfall
from revi_docs.stories.story import AgentLogRow


@dataclass(frozen=True, slots=True)
class StoryLinks:
    """From the name of an artifact, and from the path of a file, to its URL; "" without one."""

    artifact: Callable[[str], str] = lambda _: ""
    file: Callable[[str], str] = lambda _: ""


def story_page(views: StoryViews, story: StoryView, links: StoryLinks = StoryLinks()) -> str:
    """The page as Markdown."""
    entry = story.entry
    title = f"{story.id}: {entry.title}" if entry.title else story.id
    return "\n".join([*page_header(title, f"Status and history of {story.id}."), *_parts(views, story, links)])


def _parts(views: StoryViews, story: StoryView, links: StoryLinks) -> Iterator[str]:
    yield from (f"- {name}: {value}" for name, value in _facts(views, story))
    yield ""
    for name, lines in story.sections:
        yield from (f"## {markdown(name)}", "", *lines)
    if any(usage.recorded is not None for usage in (story.tokens_by_phase or {}).values()):
        yield from ("## Tokens", "")
        yield from markdown_table(("Phase", "Recorded", "Warning", "Hard limit"), _tokens(story))
    yield from waterfall(story.run, views.zone)
    if story.trace_problem:
        yield from (markdown(story.trace_problem), "")
    if story.files:
        yield from ("## Files", "", f"In {code(story.folder)}:", "")
        file_rows = (_file(views, story, links, *file) for file in story.files)
        yield from markdown_table(("Artifact", "File", "Description"), file_rows)
    if story.timeline:
        yield from ("## Timeline", "")
        timeline_rows = (tuple(map(markdown, entry)) for entry in story.timeline)
        yield from markdown_table((f"Time ({views.zone})", "Event", "Actor", "Reason or evidence"), timeline_rows)
    if story.log:
        yield from ("## Log", "")
        log_texts = ((_time_of(row, views.zone), row.actor, row.summary, row.files) for row in story.log)
        log_rows = (tuple(map(markdown, texts)) for texts in log_texts)
        yield from markdown_table((f"Time ({views.zone})", "Actor", "Action", "Files"), log_rows)


def _file(views: StoryViews, story: StoryView, links: StoryLinks, kind: str, name: str) -> tuple[str, ...]:
    artifact = views.contract.artifacts.get(kind)
    description = artifact.description if artifact else ""
    return (
        _linked(kind, links.artifact(kind)),
        _linked(name, links.file(f"{story.folder}/{name}")),
        markdown(description),
    )


def _linked(name: str, url: str) -> str:
    return f"[{code(name)}]({url})" if url else code(name)


def _time_of(row: AgentLogRow, zone: tzinfo) -> str:
    return row.time if row.time_ms is None else readable_time(row.time_ms, zone)


def _facts(views: StoryViews, story: StoryView) -> Iterator[tuple[str, str]]:
    entry = story.entry
    yield "Status", status_markup(entry)
    status = views.status_of(story)
    if status is not None and status.stage:
        yield "Column", markdown(status.stage)
    if entry.phase:
        yield "Phase", markdown(f"{entry.phase} {views.index.plan[entry.phase].title}")
    if entry.depends_on:
        yield "Depends on", ", ".join(_link(views, other) for other in entry.depends_on)
    dependents = [other.id for other in views.stories if story.id in other.entry.depends_on]
    if dependents:
        yield "Blocks", ", ".join(_link(views, other) for other in dependents)


def _link(views: StoryViews, story: str) -> str:
    return story_link(story) if story in views.index.stories else markdown(story)


def _tokens(story: StoryView) -> Iterator[tuple[str, ...]]:
    for phase, usage in (story.tokens_by_phase or {}).items():
        recorded = "unrecorded" if usage.recorded is None else f"{usage.recorded:,}"
        limits = (f"{usage.warning:,}", f"{usage.hard:,}") if usage.hard else ("", "")
        mark = f"**{recorded}, over the hard limit**" if usage.is_over else recorded
        yield (code(phase), mark, *limits)
