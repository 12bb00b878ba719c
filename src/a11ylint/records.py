"""Frozen dataclasses, made ready in a tenth of the time.

`dataclasses.dataclass` describes every field, and writes and compiles seven functions for each class; a run has a
hundred such classes before it looks at its first page. Here the functions are shared, but for `__init__`: that is
compiled once for all classes with so many fields. What `dataclasses` itself knows of the fields, for `replace` and the
like, it is asked for when somebody wants to know. For type checkers, its own decorator is used.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

__all__ = ["dataclass"]

_NO_FIELDS: Final = ("__dict__", "__weakref__")  # what a class has for its instances, unless it has slots

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **how):  # noqa: ANN001, ANN003, ANN201 -- typed as the one above
        """`dataclasses.dataclass`, made ready sooner where it is called with ``frozen=True``, and with ``slots=True``
        or nothing more. Of what `dataclasses.field` says, defaults count then, and whether a field is shown."""
        if how == {"frozen": True, "slots": True}:
            return _with_slots
        return _frozen if how == {"frozen": True} else dataclasses.dataclass(cls, **how)


class _Described:
    """An attribute that `dataclasses` gives its classes: it is made, of the class as it was written, when asked for."""

    def __init__(self, written: type, name: str) -> None:
        self._written = written
        self._name = name

    def __get__(self, instance: object, owner: type) -> object:
        if self._name not in vars(self._written):
            dataclasses.dataclass(init=False, repr=False, eq=False, frozen=True)(self._written)
        return getattr(self._written, self._name)


def _with_slots(cls: type) -> type:
    names = _names(cls)

    def gives(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def takes(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return _frozen(cls, {"__slots__": names, "__getstate__": gives, "__setstate__": takes})


def _frozen(cls: type, more: Mapping[str, object] | None = None) -> type:
    """The class with all that a frozen dataclass has, and more; what it has itself stays."""
    names = _names(cls)
    given = {name: vars(cls)[name] for name in names if name in vars(cls)}
    own = {name: value for name, value in vars(cls).items() if name not in names and name not in _NO_FIELDS}
    shown = tuple(name for name in names if not _is_hidden(given.get(name)))
    values = attrgetter(*names) if names else repr

    def shows(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def equals(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashes(self: object) -> int:
        return hash(values(self))

    def refuses(self: object, name: str, *_: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    shared = {
        "__qualname__": cls.__qualname__,
        "__init__": _initializer(names, given),
        "__repr__": shows,
        "__eq__": equals,
        "__hash__": hashes,
        "__setattr__": refuses,
        "__delattr__": refuses,
        "__match_args__": names,
        "__dataclass_fields__": _Described(cls, "__dataclass_fields__"),
        "__dataclass_params__": _Described(cls, "__dataclass_params__"),
    }
    return type(cls)(cls.__name__, cls.__bases__, {**shared, **(more or {}), **own})


def _names(cls: type) -> tuple[str, ...]:
    """The names of the fields of a class."""
    return tuple(vars(cls).get("__annotations__", ()))


def _is_hidden(default: object) -> bool:
    return isinstance(default, dataclasses.Field) and not default.repr


def _initializer(names: tuple[str, ...], given: Mapping[str, object]) -> Callable[..., None]:
    """The function that sets every field, or gives it its default."""
    known: dict[str, object] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    defaults: list[object] = []
    for place, name in enumerate(names):
        default: Any = given.get(name, dataclasses.MISSING)
        if isinstance(default, dataclasses.Field):
            if default.default_factory is not dataclasses.MISSING:
                known[f"_new_{place}"] = default.default_factory
                defaults.append(dataclasses.MISSING)
                continue
            default = default.default
        if default is not dataclasses.MISSING:
            defaults.append(default)
        elif defaults:
            raise TypeError(f"the field {name!r} without a default follows one with a default")
    code, its_names = _compiled(tuple(f"_new_{place}" in known for place in range(len(names))))
    named = dict(zip(its_names, names, strict=True))
    code = code.replace(
        co_varnames=tuple(named.get(name, name) for name in code.co_varnames),
        co_consts=tuple(named.get(value, value) if isinstance(value, str) else value for value in code.co_consts),
    )
    return FunctionType(code, known, "__init__", tuple(defaults))


@cache
def _compiled(made_new: tuple[bool, ...]) -> tuple[CodeType, tuple[str, ...]]:
    """The code of `__init__` for so many fields, and what these are called in it; some have defaults that are made."""
    names = tuple(f"field_{place}" for place in range(len(made_new)))
    body = ["pass"]
    for place, (name, new) in enumerate(zip(names, made_new, strict=True)):
        body.append(f"_set(self, {name!r}, {f'_new_{place}() if {name} is _MISSING else {name}' if new else name})")
    known: dict[str, Any] = {}
    exec(f"def __init__({', '.join(('self', *names))}):\n    " + "\n    ".join(body), known)  # noqa: S102 -- our own text
    return known["__init__"].__code__, names
