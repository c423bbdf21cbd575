"""Words and their form: transliteration, typography, cleaning, blocks, datelines. Knows no model."""
