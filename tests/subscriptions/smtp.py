"""A real mail server on this machine, and what it got."""

import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple

from aiosmtpd.controller import Controller

GOT = "250 OK"


class Got(NamedTuple):
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    def part(self, kind: str) -> str:
        return self.message.get_body([kind]).get_content()


class MailServer:
    """`at_sender`, `at_recipient` and `at_data` may answer an address with something else than GOT."""

    def __init__(self, port: int = 0) -> None:
        self.got: list[Got] = []
        self.asked: list[str] = []
        self.at_recipient: Callable[[str], str] = lambda address: GOT
        self.at_sender: Callable[[str], str] = lambda address: GOT
        self.at_data: Callable[[str], str] = lambda address: GOT
        self.port = port or free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = self.at_sender(address)
        if answer == GOT:
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        answer = self.at_recipient(address)
        if answer == GOT:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.at_data(envelope.rcpt_tos[0])
        if answer == GOT:
            self.got.append(Got(envelope.rcpt_tos[0], envelope.original_content))
        return answer

    def begin(self) -> int:
        self.controller.start()
        return self.port

    def end(self) -> None:
        self.controller.stop(no_assert=True)

    @property
    def addresses(self) -> list[str]:
        return sorted(each.to for each in self.got)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
