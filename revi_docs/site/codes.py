"""What each finding of the site's build means."""

from __future__ import annotations

SITE_CODES: dict[str, str] = {
    "site-config": """The site cannot be built as it is configured.

Why: without a readable `mkdocs.yml`, its folders and plugins, and a sound contract there is nothing to build.

Example:

    docs_dir: no-such-folder
    plugins: [revy]

Mend: correct what the problem names in `mkdocs.yml`; where it names the contract, mend that first.
""",
    "site-failed": """The build of the site broke off.

Why: the site folder then holds half a site, and nothing that was found in it can be trusted.

Example:

    a page that is not UTF-8, a template of the theme with a mistake in it

Mend: correct the file that the problem names, and build again.
""",
    "site-warning": """The site's builder warns of something.

Why: a site is built strictly: a warning that is let through today hides the next one.

Example:

    a page that exists and is not in the navigation of mkdocs.yml

Mend: do what the warning says, such as adding the page to `nav` or to `not_in_nav`.
""",
    "site-link": """The site's builder finds a link that leads nowhere.

Why: a reader who follows it gets an error page. The link gate reports most of these too, then only there.

Example:

    [the statuses](reference/status.md)

Mend: link to the Markdown source of a page, relative to the file that the link stands in.
""",
    "bad-diagram": """A diagram cannot be drawn as it is written.

Why: the page would show a gap, or something other than what its source says.

Example:

    ```dot
    digraph { draft -> -> done }
    ```

Mend: correct the Graphviz source in the line that is named; in a generated page, in its template.
""",
    "diagram-link": """A node of a diagram links to a page that is not there.

Why: the node looks like a link and is none.

Example:

    "done" [URL="../status/done.md"]

Mend: write the path of the page's source relative to the file that holds the diagram.
""",
    "unknown-item": """A page says that it defines an item that the contract does not have.

Why: no place in the contract can be named for it, and no code span can link to it.

Example:

    <!-- revi:defined statuses.finished -->

Mend: name the item by the path that leads to it in `revi.yml`, or take the mark out.
""",
    "second-definition": """Two places of the site say that they define the same item.

Why: a name must lead to one place, or readers find two answers.

Example:

    <!-- revi:defined statuses.done -->   in statuses/done.md and in statuses/index.md

Mend: keep the mark below the heading that people should land at, and take the other out.
""",
}
"""Code → what it checks, why it matters, an example and how to mend it, in Markdown."""
