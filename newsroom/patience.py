"""How long one statement may keep whoever waits for the database."""

seconds: float | None = None
"""None: as long as it takes, for commands. The web server sets it: nobody waits longer for a page."""

AT_THE_WEB = 10.0
