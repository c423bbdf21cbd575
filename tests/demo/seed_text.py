"""The seed's text as its source gave it, taken apart."""

from pathlib import Path

LINES = [line for line in (Path(__file__).parent / "seed.txt").read_text().splitlines() if line]

HEADLINE = LINES[0]
CREDIT = "© Sputnik / Владислав Воднев"
CAPTION = LINES[1].removeprefix(CREDIT)
LEAD = LINES[4]
DATELINE = "НУР-СУЛТАН, 30 апр — Sputnik."
CARDS = {2: LINES[7], 6: LINES[12]}  # after which paragraph each stands
FLOW = [line.removeprefix(DATELINE).lstrip(" ") for line in LINES[5:15]]
PARAGRAPHS = [line for line in FLOW if line not in CARDS.values()]
