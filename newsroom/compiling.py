"""How readers' templates become Python: as Jinja writes it, without what no page of ours needs.

A page says three hundred values and calls a hundred macros: an uncached story or list costs a tenth less so.
"""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, _escape_inner, escape


def escaped(value: Any) -> str:
    """Twin: `escape`, which makes each piece a Markup though it is only joined with its neighbours."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)


def markup(pieces: list[str]) -> Markup:
    """Twin: `Markup`, which first looks for what text never has."""
    return str.__new__(Markup, "".join(pieces))


class Writer(CodeGenerator):
    """Nothing here is asynchronous or sandboxed, no function asks for the context, all but plain text is escaped."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802, Jinja's name
        self.writeline(f"from {__name__} import escaped, markup")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("escaped(" if frame.eval_ctx.autoescape else "str(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Without a search for what the function wants to be told of the context."""
        if node.dyn_args or node.dyn_kwargs:
            self.fail("no call of ours hands on a list or a mapping", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        """Each macro is looked up once in a process. None gets another name on the way."""
        if node.with_context or not all(isinstance(name, str) for name in node.names):
            self.fail("macros are imported by their own names, without context", node.lineno)
        for name in map(str, node.names):
            self.newline(node)
            self.write(f"{frame.symbols.ref(name)} = context.vars[{name!r}] = environment.macro(")
            self.visit(node.template, frame)
            self.write(f", {name!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Python itself puts what is given in its place, and says what is given by mistake."""
        names = [each.name for each in macro_ref.node.args] + ["caller"] * macro_ref.accesses_caller
        taken = ", ".join(f"{name}=missing" for name in names)
        self.write(f"lambda {taken}{', ' * bool(names)}*, macro=macro: macro({', '.join(names)})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(
            f"return markup({frame.buffer})" if frame.eval_ctx.autoescape else f"return concat({frame.buffer})"
        )


class Templates(Environment):
    code_generator_class = Writer

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.macros: dict[tuple[str, str], Any] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping: the chain of two that it would be is walked at each import of each page."""
        return self.globals | dict(d or {})

    def macro(self, template: str, name: str) -> Any:
        """By its template and its name."""
        found = self.macros.get((template, name))
        if found is None or self.auto_reload:
            found = self.macros[template, name] = getattr(self.get_template(template).module, name)
        return found
