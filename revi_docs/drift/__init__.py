"""Drift: compare rendered outputs, regions and owned fields with the files on disk, and sync them."""
