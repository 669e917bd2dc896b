"""Facts about agent platforms, as data: one module for each platform, one loader."""
