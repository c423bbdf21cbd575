"""Why a file cannot become a photograph; callers say it in the person's language."""


class PictureError(Exception):
    """Any of the reasons below."""


class NotAPicture(PictureError):
    """None of the formats taken."""


class TooManyPixels(PictureError):
    """The header promises more than the limit; nothing was decoded."""


class BrokenPicture(PictureError):
    """The right format, cut short or damaged."""


class NoSuchSize(PictureError):
    """Ordered a size that is not in the ladder of this picture."""


class TooHard(PictureError):
    """Decoding it took more memory or time than it may, or ended the process that tried."""
