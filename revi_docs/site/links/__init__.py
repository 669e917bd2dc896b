"""The link check: reports broken links of a built site at the source lines that contain them."""
