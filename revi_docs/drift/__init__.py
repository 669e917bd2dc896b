"""Drift: compare rendered outputs and owned parts of hand-written files with the disk, and sync them."""
