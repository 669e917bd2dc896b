"""The page of one story: status, dependencies, tokens, run, files, timeline and log."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.page_markup import code, markdown, markdown_table, page_header, status_markup, story_link
from revi_docs.site.stories.story_views import StoryView, StoryViews
from revi_docs.site.stories.waterfall import waterfall


def story_page(views: StoryViews, story: StoryView) -> str:
    """The page as Markdown."""
    entry = story.entry
    title = f"{story.id}: {entry.title}" if entry.title else story.id
    return "\n".join([*page_header(title, f"Status and history of {story.id}."), *_parts(views, story)])


def _parts(views: StoryViews, story: StoryView) -> Iterator[str]:
    yield from (f"- {name}: {value}" for name, value in _facts(views, story))
    yield ""
    if story.tokens_by_phase:
        yield from ("## Tokens", "")
        yield from markdown_table(("Phase", "Recorded", "Warning", "Hard limit"), _tokens(story))
    yield from waterfall(story.run, views.zone)
    if story.trace_problem:
        yield from (markdown(story.trace_problem), "")
    if story.files:
        yield from ("## Files", "", f"In {code(story.folder)}:", "")
        descriptions = {name: item.description for name, item in views.contract.artifacts.items()}
        yield from (f"- {code(name)}: {markdown(descriptions.get(kind, kind))}" for kind, name in story.files)
        yield ""
    if story.timeline:
        yield from ("## Timeline", "")
        timeline_rows = (tuple(map(markdown, entry)) for entry in story.timeline)
        yield from markdown_table(("Time", "Event", "Actor", "Reason or evidence"), timeline_rows)
    if story.log:
        yield from ("## Log", "")
        log_texts = ((row.time, row.actor, row.summary, row.files) for row in story.log)
        log_rows = (tuple(map(markdown, texts)) for texts in log_texts)
        yield from markdown_table(("Time", "Actor", "Action", "Files"), log_rows)


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
