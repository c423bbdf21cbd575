"""Letters where no mail server is set up: on one's own machine each is a file that a mail program opens."""

from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """In the folder that `EMAIL_FILE_PATH` names, by the moment of sending."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.localtime():%Y%m%d-%H%M%S-%f}-{token_hex(2)}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
