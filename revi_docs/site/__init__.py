"""The documentation site: extensions of its Markdown and HTML, the MkDocs build, and the link check."""
