"""How our patches change a method of moto: something of ours runs before it, after it, or around it."""

import functools
import inspect


def before(owner, name: str, check) -> None:
    """`check(self, arguments)` runs first, with the arguments by name, and refuses by raising."""
    original = getattr(owner, name)
    signature = inspect.signature(original)

    @functools.wraps(original)
    def checked(self, *args, **kwargs):
        bound = signature.bind(self, *args, **kwargs)
        bound.apply_defaults()
        check(self, bound.arguments)
        return original(*bound.args, **bound.kwargs)

    setattr(owner, name, checked)


def after(owner, name: str, amend) -> None:
    """`amend(self, result)` runs last and may change what the method made."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def amended(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        amend(self, result)
        return result

    setattr(owner, name, amended)
