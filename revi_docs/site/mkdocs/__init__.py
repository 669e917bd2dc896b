"""The MkDocs integration: configuration, plugin, build and dev server. Only this package imports mkdocs."""

CONFIG_FILE = "mkdocs.yml"
