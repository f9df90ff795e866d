"""No statement of the store is put together from text."""

import ast
from pathlib import Path

from assessment import store

EXECUTING = {"execute", "executescript", "exec_driver_sql", "text", "DDL"}
FIRST_WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "PRAGMA", "CREATE", "BEGIN", "DROP", "ALTER")


def built_statements(source: str) -> list[int]:
    """Lines on which a statement is built from parts."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Call) and _executes_built_text(node)) or _is_built_sql(node)
    ]


def _executes_built_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in EXECUTING and any(
        isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
        for argument in call.args
    )


def _is_built_sql(node: ast.AST) -> bool:
    if not isinstance(node, ast.JoinedStr) or not node.values:
        return False
    first = node.values[0]
    return isinstance(first, ast.Constant) and str(first.value).lstrip().startswith(FIRST_WORDS)


def test_no_statement_is_built_from_text() -> None:
    """Values reach the database bound, never written into a statement."""
    found = {
        path.name: lines
        for path in Path(store.__path__[0]).rglob("*.py")
        if (lines := built_statements(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_built_statement_would_be_found() -> None:
    """The check above sees each way of building one."""
    for line in (
        'connection.execute(f"SELECT {x}")',
        'connection.execute("SELECT %s" % x)',
        'connection.execute("SELECT " + x)',
        'text("SELECT {}".format(x))',
        'question = f"DELETE FROM person WHERE id = {x}"',
    ):
        assert built_statements(line), line
    assert not built_statements('connection.execute(text("SELECT :x"), {"x": x})')
