"""The arithmetic that content may state: numbers, named quantities, five operators, functions."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_OPERATORS: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: Final[Mapping[str, Callable[..., float]]] = {
    "abs": abs,
    "ceil": math.ceil,
    "exp": math.exp,
    "floor": math.floor,
    "log": math.log,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
}
_LONGEST: Final = 400
"""Longest formula, in characters: more than any item needs, too little to nest deeply."""

_LARGEST_EXPONENT: Final = 64
"""Largest exponent: enough for compound growth, too small to stall the check."""


_NOTHING: Final[Mapping[str, float]] = MappingProxyType({})


def calculate(formula: str, values: Mapping[str, float] = _NOTHING) -> float:
    """
    The value of a formula such as ``sqrt(2 * 50 / 1600) * 100`` or ``orders / sessions``.

    Args:
        formula: The formula.
        values: The number for each quantity that it names.

    Raises:
        ValueError: If it is not arithmetic, names a quantity without a number, or has no value.
    """
    if len(formula) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} characters")
    try:
        value = float(_value(ast.parse(formula, mode="eval").body, values))
    except (SyntaxError, TypeError, ArithmeticError, RecursionError) as fault:
        raise ValueError("not arithmetic that has a value") from fault
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def quantities(formula: str) -> frozenset[str]:
    """The quantities that a formula names; none if it cannot be read."""
    try:
        nodes = list(ast.walk(ast.parse(formula[:_LONGEST], mode="eval")))
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return frozenset(n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called)


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)  # whole numbers of Python grow without end under powers
        case ast.Name(id=name) if name in values:
            return float(values[name])
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _apply(op, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=given, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(argument, values) for argument in given))
        case ast.Name(id=name):
            raise ValueError(f"'{name}' has no number")
        case _:
            raise ValueError(f"'{ast.unparse(node)}' is not allowed in a formula")


def _apply(op: ast.operator, left: float, right: float) -> float:
    if isinstance(op, ast.Pow) and abs(right) > _LARGEST_EXPONENT:
        raise ValueError(f"exponent above {_LARGEST_EXPONENT}")
    return _OPERATORS[type(op)](left, right)
