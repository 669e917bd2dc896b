"""Files: YAML and front matter with positions, regions, checksums, atomic writes, git, working tree."""
