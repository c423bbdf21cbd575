"""How far a long command is: a line that moves on a terminal, one line for each tenth in a log."""

from time import monotonic

WIDTH = 30


class Progress:
    def __init__(self, stdout, what: str, total: int) -> None:
        self.stdout, self.what, self.total = stdout, what, total
        self.done, self.tenths, self.begun, self.shown = 0, 0, monotonic(), 0.0

    def advance(self, number: int) -> None:
        self.done += number
        self.total = max(self.total, self.done)  # more may come while we work
        if self.stdout.isatty():
            self._move()
        elif self.done * 10 // self.total > self.tenths:
            self.tenths = self.done * 10 // self.total
            self.stdout.write(self._figures())

    def _move(self) -> None:
        if self.done < self.total and monotonic() - self.shown < 0.1:
            return
        self.shown = monotonic()
        filled = self.done * WIDTH // self.total
        self.stdout.write(f"\r[{'█' * filled}{' ' * (WIDTH - filled)}] {self._figures()}   ", ending="")
        self.stdout.flush()

    def finish(self) -> None:
        if self.stdout.isatty() and self.done:
            self.stdout.write("")

    def _figures(self) -> str:
        passed = max(monotonic() - self.begun, 0.001)
        pace = self.done / passed
        left = (self.total - self.done) / pace
        return f"{self.what}: {self.done:,} of {self.total:,}, {pace:,.0f} a second, {left:.0f} s left"
