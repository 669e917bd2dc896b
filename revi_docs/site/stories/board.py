"""The board: every story in the column of its status, a summary, and a table that can be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.page_markup import (
    html_text,
    markdown,
    markdown_table,
    page_header,
    status_markup,
    story_link,
)
from revi_docs.site.stories.story_views import StoryView, StoryViews, breach_text

_COLUMNS = ("Story", "Title", "Phase", "Status", "Depends on")
"""The columns of the table; the script `stories.js` reads them by position."""


def board_page(views: StoryViews, suffix: str) -> str:
    """The page as Markdown; `suffix` follows the story id in the URL of a story page (`/`, `.html`)."""
    return "\n".join(
        [
            *page_header("Stories", "Stories by status.", is_wide=True),
            *_summary(views),
            '<div class="revi-board" role="list" aria-label="Board">',
            *(line for name, stories in _columns(views) for line in _column(name, stories, suffix)),
            "</div>",
            "",
            *_phases(views),
            "## All stories {: #all }",
            "",
            *markdown_table(_COLUMNS, map(_row, views.stories)),
        ]
    )


def _columns(views: StoryViews) -> Iterator[tuple[str, list[StoryView]]]:
    """The columns in the order of the contract with their stories, then the stories without a column.

    Without columns in the contract, each status is one.
    """
    names = views.contract.stages or views.contract.statuses
    for name in names:
        yield name, [story for story in views.stories if _column_name(views, story) == name]
    without_column = [story for story in views.stories if _column_name(views, story) not in names]
    if without_column or not names:
        yield "", without_column


def _column_name(views: StoryViews, story: StoryView) -> str:
    status = views.status_of(story)
    if status is None:
        return ""
    return status.stage if views.contract.stages else status.id


def _column(name: str, stories: list[StoryView], suffix: str) -> Iterator[str]:
    yield '<section role="listitem" class="revi-column">'
    yield f'<h2 class="revi-column-name">{html_text(name or "No column")} <span>{len(stories)}</span></h2>'
    # An empty list is not valid for assistive technology.
    yield "<ul>" if stories else "<p>none</p>"
    for story in stories:
        yield f'<li class="revi-card" data-story="{html_text(story.id)}">'
        story_id, title = html_text(story.id), html_text(story.entry.title)
        yield f'<a href="{story_id}{suffix}">{story_id}</a> {title}'
        over = "".join(
            f'<strong class="revi-over">{html_text(phase)}: {breach_text(totals)} tokens</strong>'
            for phase, totals in story.phases_over.items()
        )
        yield f"<code>{html_text(story.entry.status.id or 'unknown')}</code>{over}</li>"
    if stories:
        yield "</ul>"
    yield "</section>"


def _row(story: StoryView) -> tuple[str, ...]:
    entry = story.entry
    dependencies = ", ".join(markdown(dependency) for dependency in entry.depends_on)
    texts = markdown(entry.title), markdown(entry.phase)
    return (story_link(story.id), *texts, status_markup(entry), dependencies)


def _summary(views: StoryViews) -> Iterator[str]:
    """The numbers of finished stories, and the blocked stories."""
    finished = [story for story in views.stories if story.entry.is_terminal]
    yield f"Finished: {len(finished)} of {len(views.stories)} stories. {_page_links(views)}"
    yield ""
    blocked = [story for story in views.stories if _is_blocked(views, story)]
    if blocked:
        yield f"Blocked: {', '.join(story_link(story.id) for story in blocked)}."
        yield ""


def _phases(views: StoryViews) -> Iterator[str]:
    """The finished stories by phase of the plan."""
    rows = []
    for phase in views.index.plan.values():
        phase_stories = [story for story in views.stories if story.entry.phase == phase.id]
        finished_count = sum(story.entry.is_terminal for story in phase_stories)
        name = f"{markdown(phase.id)} {markdown(phase.title)}".strip()
        rows.append((name, f"{finished_count} of {len(phase_stories)}", markdown(phase.gate)))
    if rows:
        yield from ("## Phases", "", *markdown_table(("Phase", "Finished", "Gate"), rows))


def _page_links(views: StoryViews) -> str:
    tokens_link = " and the [tokens](tokens.md)" if any(story.tokens_by_phase for story in views.stories) else ""
    return f"See the [roadmap](roadmap.md){tokens_link}."


def _is_blocked(views: StoryViews, story: StoryView) -> bool:
    status = views.status_of(story)
    return status is not None and status.counts_as_blocked
