"""What the commands share: the workspace, the gates of a build, the catalog of codes, template globals."""
