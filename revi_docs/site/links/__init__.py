"""The link check: finds broken links in a built site and reports them at the source line that contains them."""
