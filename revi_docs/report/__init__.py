"""Problems as text for people, JSON and SARIF for machines, annotations and a summary for GitHub."""
