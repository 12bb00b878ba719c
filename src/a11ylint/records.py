"""Frozen dataclasses with slots, made ready in a fifth of the time.

`dataclasses.dataclass` writes and compiles seven functions for each class, which takes half a millisecond; a run has
a hundred such classes before it looks at its first page. Here the fields, slots and patterns are the standard
library's, and the functions are shared, but for `__init__`: that is compiled when the first instance is made, if one
ever is. Python 3.13 compiles all seven at once; from there on, and for type checkers, its own decorator is used.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING or sys.version_info >= (3, 13):
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **how):  # noqa: ANN001, ANN003, ANN201 -- typed as the one above
        """`dataclasses.dataclass`, made ready sooner where it is called with ``frozen=True, slots=True``."""
        if how == {"frozen": True, "slots": True}:
            return _frozen
        return dataclasses.dataclass(cls, **how)


def _frozen(cls: type) -> type:
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    names = tuple(field.name for field in fields)
    shown = tuple(field.name for field in fields if field.repr)
    values = attrgetter(*names) if names else repr

    def start(self: object, *args: object, **named: object) -> None:
        initialize = _initializer(fields)
        made.__init__ = initialize  # type: ignore[misc]
        initialize(self, *args, **named)

    def shows(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def equals(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashes(self: object) -> int:
        return hash(values(self))

    def refuses(self: object, name: str, *_: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def gives(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def takes(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    functions = {
        "__init__": start,
        "__repr__": shows,
        "__eq__": equals,
        "__hash__": hashes,
        "__setattr__": refuses,
        "__delattr__": refuses,
        "__getstate__": gives,
        "__setstate__": takes,
    }
    for name, function in functions.items():
        if name not in cls.__dict__:
            setattr(made, name, function)
    return made


def _initializer(fields: tuple[dataclasses.Field[object], ...]) -> Callable[..., None]:
    """The function that sets every field, or gives it its default."""
    known: dict[str, object] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    parameters, body = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_new_{name}"] = field.default_factory
            parameters.append(f"{name}=_MISSING")
            value = f"_new_{name}() if {name} is _MISSING else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        body.append(f"    _set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body or ["    pass"]), known)
    return known["__init__"]  # type: ignore[return-value]
