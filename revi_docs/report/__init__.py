"""Problems as text for people, JSON for machines, and annotations for GitHub."""
