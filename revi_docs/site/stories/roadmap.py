"""The roadmap: what waits for what as a diagram, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.site.stories.shown import Shown, ShownStory
from revi_docs.site.stories.words import code, head, markdown

MOST_DRAWN = 80
"""Stories in a diagram; of more, only what is not at its end is drawn, and of still more nothing."""


def roadmap(shown: Shown) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            *head("Roadmap", "Which stories wait for which, and what can be worked on side by side."),
            *_diagram(shown),
            *_waves(shown),
        ]
    )


def _diagram(shown: Shown) -> Iterator[str]:
    drawn = list(shown.stories)
    if len(drawn) > MOST_DRAWN:
        drawn = [one for one in drawn if not one.listed.is_over]
        yield from ("Stories at their end are left out of the diagram.", "")
    if not drawn or len(drawn) > MOST_DRAWN:
        yield from ("There are too many stories for a diagram; the lists below say the same.", "")
        return
    known = {one.id for one in drawn}
    yield from ("```dot", 'digraph "Which stories wait for which" {', "  rankdir=LR", "  nodesep=0.15")
    for one in drawn:
        label = f"{one.id}\\n{_short(one.listed.title)}"
        yield f'  "{one.id}" [label="{label}" class="{_kind(shown, one)}" URL="{one.id}.md"]'
    for one in drawn:
        yield from (f'  "{other}" -> "{one.id}"' for other in one.listed.depends_on if other in known)
    yield from ("}", "```", "")


def _short(title: str) -> str:
    plain = " ".join(title.replace("\\", " ").replace('"', "'").split())
    return plain if len(plain) <= 28 else f"{plain[:27]}…"


def _kind(shown: Shown, story: ShownStory) -> str:
    status = shown.contract.statuses.get(story.listed.status.id)
    if status is None:
        return "initial"
    if status.counts_as_blocked:
        return "held"
    return "terminal" if status.terminal else "initial" if status.initial else "here"


def _waves(shown: Shown) -> Iterator[str]:
    waves = sorted({one.listed.wave for one in shown.stories if one.listed.wave})
    for number in waves:
        name = "Begin at once" if number == waves[0] else f"After step {number - 1}"
        yield from (f"## Step {number}: {name.lower()}", "")
        for one in shown.stories:
            if one.listed.wave == number:
                waits = ", ".join(markdown(other) for other in one.listed.depends_on)
                status = code(one.listed.status.id) if one.listed.status.id else "unknown"
                after = f", waits for {waits}" if waits else ""
                yield f"- [{markdown(one.id)}]({one.id}.md): {markdown(one.listed.title)} ({status}){after}"
        yield ""
    circle = [one.id for one in shown.stories if not one.listed.wave]
    if circle:
        yield f"These wait for each other in a circle: {', '.join(map(markdown, circle))}."
