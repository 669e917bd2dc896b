"""What an edit by hand must leave alone: text that is made, fields that are owned, lines of logs."""
