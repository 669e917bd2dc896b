"""The plan against the disk: what agrees, what has drifted, why, and setting it right."""
