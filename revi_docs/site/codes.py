"""The problem codes of the site build: the text of their pages and of `revi-docs explain`."""

from __future__ import annotations

SITE_CODES: dict[str, str] = {
    "site-config": """The configuration of the site is not valid.

Why: the site cannot be built without a readable `mkdocs.yml`, the folders and plugins it names, and a valid contract.

Example:

    docs_dir: no-such-folder
    plugins: [revy]

Fix: correct the setting that the message names in `mkdocs.yml`. If the message names the contract, correct the contract.
""",
    "site-failed": """The site build failed.

Why: the site folder is incomplete, so its pages and links cannot be checked.

Example:

    a page that is not UTF-8, or a syntax error in a template of the theme

Fix: correct the file that the message names, then build again.
""",
    "site-warning": """MkDocs reported a warning.

Why: the site build is strict. An ignored warning hides the next one.

Example:

    a page that exists but is not in the navigation of mkdocs.yml

Fix: resolve the warning. For example, add the page to `nav` or to `not_in_nav`.
""",
    "site-link": """MkDocs found a broken link.

Why: readers who follow the link get an error page. If the link check reports the same link, only its message is shown.

Example:

    [the statuses](reference/status.md)

Fix: link to the Markdown source of a page, relative to the file that contains the link.
""",
    "bad-diagram": """Graphviz cannot draw a diagram, or draws it differently from its source.

Why: the page has a gap in place of the diagram, or shows something that the author did not write.

Example:

    ```dot
    digraph { draft -> -> done }
    ```

Fix: correct the Graphviz source in the reported line. If the page is generated, correct its template.
""",
    "diagram-link": """A node of a diagram links to a page that does not exist.

Why: the node is drawn without a link, so readers cannot reach the page from the diagram.

Example:

    "done" [URL="../status/done.md"]

Fix: write the path of the page's source, relative to the file that contains the diagram.
""",
    "unknown-item": """A page claims to define an item that is not in the contract.

Why: the page cannot show where the item is defined, and no code span can link to it.

Example:

    <!-- revi:defined statuses.finished -->

Fix: write the path of the item in `revi.yml`, or remove the comment.
""",
    "duplicate-definition": """Two pages, or two sections of a page, claim to define the same item.

Why: a code span with the item's name can link to only one of them.

Example:

    <!-- revi:defined statuses.done -->   in statuses/done.md and in statuses/index.md

Fix: keep the comment below the heading that links should open, and remove the other comment.
""",
}
"""Code → what it reports, why it matters, an example and the fix, in Markdown."""
