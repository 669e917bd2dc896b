"""Generate the code of templates that print finalized values."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class FinalizedCodeGenerator(CodeGenerator):
    """Prints the result of `finalize` as it is: it has escaped the value, and Jinja would copy each text twice."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's method
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - as above
        self.write(")")
