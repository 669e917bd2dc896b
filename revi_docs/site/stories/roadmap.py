"""The roadmap: dependencies between stories as a diagram and as lists."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.page_markup import code, markdown, page_header, story_link
from revi_docs.site.stories.story_views import StoryView, StoryViews

MAX_DRAWN_STORIES = 80
"""The maximum number of stories in the diagram. Arbitrary: a larger diagram is unreadable."""


def roadmap_page(views: StoryViews) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            *page_header("Roadmap", "Dependencies between stories, and which stories can run in parallel."),
            *_diagram(views),
            *_batches(views),
        ]
    )


def _diagram(views: StoryViews) -> Iterator[str]:
    visible = list(views.stories)
    if len(visible) > MAX_DRAWN_STORIES:
        visible = [story for story in visible if not story.entry.is_terminal]
        yield from ("The diagram does not show finished stories.", "")
    if not visible or len(visible) > MAX_DRAWN_STORIES:
        yield from ("There are too many stories for a diagram. The lists below show the dependencies.", "")
        return
    visible_ids = {story.id for story in visible}
    yield from ("```dot", 'digraph "Dependencies between stories" {', "  rankdir=LR", "  nodesep=0.15")
    for story in visible:
        label = f"{story.id}\\n{_truncate(story.entry.title)}"
        yield f'  "{story.id}" [label="{label}" class="{_node_class(views, story)}" URL="{story.id}.md"]'
    for story in visible:
        yield from (
            f'  "{dependency}" -> "{story.id}"' for dependency in story.entry.depends_on if dependency in visible_ids
        )
    yield from ("}", "```", "")


def _truncate(title: str) -> str:
    # Backslashes and quotes would end the label in the Graphviz source.
    plain = " ".join(title.replace("\\", " ").replace('"', "'").split())
    return plain if len(plain) <= 28 else f"{plain[:27]}…"


def _node_class(views: StoryViews, story: StoryView) -> str:
    status = views.status_of(story)
    if status is None:
        return "initial"
    if status.counts_as_blocked:
        return "on-hold"
    return "terminal" if status.terminal else "initial" if status.initial else "current"


def _batches(views: StoryViews) -> Iterator[str]:
    batches = sorted({story.entry.batch for story in views.stories if story.entry.batch})
    for number in batches:
        name = "no dependencies" if number == batches[0] else f"after step {number - 1}"
        yield from (f"## Step {number}: {name}", "")
        for story in views.stories:
            if story.entry.batch == number:
                dependencies = ", ".join(markdown(dependency) for dependency in story.entry.depends_on)
                status = code(story.entry.status.id) if story.entry.status.id else "unknown"
                suffix = f", depends on {dependencies}" if dependencies else ""
                yield f"- {story_link(story.id)}: {markdown(story.entry.title)} ({status}){suffix}"
        yield ""
    cycle = [story.id for story in views.stories if not story.entry.batch]
    if cycle:
        yield f"These stories form a dependency cycle: {', '.join(map(markdown, cycle))}."
