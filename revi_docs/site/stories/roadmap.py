"""The roadmap: what waits for what as a diagram, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.page_markup import code, markdown, page_header
from revi_docs.site.stories.story_views import StoryView, StoryViews

MAX_DRAWN = 80
"""Stories in a diagram; of more, only what is not at its end is drawn, and of still more nothing."""


def roadmap_page(views: StoryViews) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            *page_header("Roadmap", "Which stories wait for which, and what can be worked on side by side."),
            *_diagram(views),
            *_batches(views),
        ]
    )


def _diagram(views: StoryViews) -> Iterator[str]:
    visible = list(views.stories)
    if len(visible) > MAX_DRAWN:
        visible = [story for story in visible if not story.entry.is_terminal]
        yield from ("Stories at their end are left out of the diagram.", "")
    if not visible or len(visible) > MAX_DRAWN:
        yield from ("There are too many stories for a diagram; the lists below say the same.", "")
        return
    visible_ids = {story.id for story in visible}
    yield from ("```dot", 'digraph "Which stories wait for which" {', "  rankdir=LR", "  nodesep=0.15")
    for story in visible:
        label = f"{story.id}\\n{_truncate(story.entry.title)}"
        yield f'  "{story.id}" [label="{label}" class="{_node_class(views, story)}" URL="{story.id}.md"]'
    for story in visible:
        yield from (
            f'  "{dependency}" -> "{story.id}"'
            for dependency in story.entry.depends_on
            if dependency in visible_ids
        )
    yield from ("}", "```", "")


def _truncate(title: str) -> str:
    plain = " ".join(title.replace("\\", " ").replace('"', "'").split())
    return plain if len(plain) <= 28 else f"{plain[:27]}…"


def _node_class(views: StoryViews, story: StoryView) -> str:
    status = views.contract.statuses.get(story.entry.status.id)
    if status is None:
        return "initial"
    if status.counts_as_blocked:
        return "held"
    return "terminal" if status.terminal else "initial" if status.initial else "here"


def _batches(views: StoryViews) -> Iterator[str]:
    batches = sorted({story.entry.batch for story in views.stories if story.entry.batch})
    for number in batches:
        name = "Begin at once" if number == batches[0] else f"After step {number - 1}"
        yield from (f"## Step {number}: {name.lower()}", "")
        for story in views.stories:
            if story.entry.batch == number:
                dependencies = ", ".join(markdown(dependency) for dependency in story.entry.depends_on)
                status = code(story.entry.status.id) if story.entry.status.id else "unknown"
                suffix = f", waits for {dependencies}" if dependencies else ""
                yield f"- [{markdown(story.id)}]({story.id}.md): {markdown(story.entry.title)} ({status}){suffix}"
        yield ""
    cycle = [story.id for story in views.stories if not story.entry.batch]
    if cycle:
        yield f"These wait for each other in a circle: {', '.join(map(markdown, cycle))}."
