"""Django's own, which reads the texts of Jinja2's templates too."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from django.template import engines
from django.utils.functional import cached_property
from jinja2.ext import extract_from_ast


def texts_of(template: Path) -> dict[int, list[str]]:
    """Its calls of gettext by line, as Python; what is no text stands as 0."""
    environment: Any = engines["jinja2"]
    calls = defaultdict(list)
    for line, function, given in extract_from_ast(environment.env.parse(template.read_text())):
        arguments = given if isinstance(given, tuple) else (given,)
        calls[line - 1].append(f"{function}({', '.join(repr(each or 0) for each in arguments)})")
    return calls


class BuildFile(makemessages.BuildFile):
    @cached_property
    def is_of_jinja2(self) -> bool:
        return self.is_templatized and "jinja2" in Path(self.path).parts

    def preprocess(self) -> None:
        """In place of the template xgettext gets its calls of gettext alone, each on its line."""
        if not self.is_of_jinja2:
            return super().preprocess()
        calls = texts_of(Path(self.path))
        lines = ("; ".join(calls[line]) for line in range(max(calls, default=0) + 1))
        Path(self.work_path).write_text("\n".join(lines))


class Command(makemessages.Command):
    build_file_class = BuildFile
