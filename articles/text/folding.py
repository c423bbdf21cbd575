"""One spelling for what people write in several: case, ё, spaces."""

import unicodedata


def fold(text: str) -> str:
    """'  Ёлка ' and 'елка' are one; й stays й."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("ё", "е").split())
