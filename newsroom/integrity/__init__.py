"""Whether all that hangs together still does: rows, files, lists and the search, looked at a few rows at a time."""
