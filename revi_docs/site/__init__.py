"""The site: generated and hand-written pages, built by mkdocs, and the gate that checks its links."""
