"""A Redis that does not answer: left alone for some seconds, and that is said once."""

import logging
from time import monotonic

logger = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds until it is asked again."""


class Silent(Exception):
    """It does not answer, or did not a moment ago."""


class Silence:
    """What one thread has found out, all know that are given the same. `meanwhile`: what is done without Redis."""

    def __init__(self, meanwhile: str) -> None:
        self.meanwhile = meanwhile
        self.until = 0.0
        self.is_said = False

    def begin(self, error: Exception) -> None:
        if not self.is_said:
            logger.error("Redis does not answer; %s. %s", self.meanwhile, error)
        self.is_said, self.until = True, monotonic() + PAUSE
