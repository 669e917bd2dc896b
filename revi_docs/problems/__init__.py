"""Problems as values: code, message, fix, places and cause."""
