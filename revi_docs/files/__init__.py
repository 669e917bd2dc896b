"""Files: YAML and front matter with positions, regions, markers of outputs, atomic writes, git, working tree."""
