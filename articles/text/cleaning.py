"""The last step before text is frozen."""

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def strip_control(text: str) -> str:
    """Without what no XML may carry: one such character in a headline would break every feed."""
    return CONTROL.sub("", text)
