"""A REST-JSON API as botocore's service model describes it: which operation a request is, and is its input valid.

Nothing of an API's surface is written down by hand; botocore's model says it all.
"""

import re
from urllib.parse import parse_qsl, unquote

from botocore.loaders import Loader
from botocore.model import ServiceModel as BotocoreModel
from botocore.model import Shape

_PYTHON_TYPES = {
    "string": str,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "boolean": bool,
    "structure": dict,
    "list": list,
    "map": dict,
}


class ServiceModel:
    def __init__(self, service: str):
        self._model = BotocoreModel(Loader().load_service_model(service, "service-2"), service)
        self._routes = [self._route(name) for name in self._model.operation_names]

    def _route(self, name: str) -> tuple:
        operation = self._model.operation_model(name)
        path = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(operation.http["requestUri"]))
        return operation.http["method"], re.compile(path + "/?"), operation

    def find_operation(self, method: str, raw_path: str) -> tuple:
        """The operation of a request and the values in its path; (None, {}) if there is none."""
        for route_method, path, operation in self._routes:
            match = path.fullmatch(raw_path) if route_method == method else None
            if match:
                return operation, {name: unquote(value) for name, value in match.groupdict().items()}
        return None, {}


def read_input(operation, path_values: dict, query: str, body: dict) -> dict:
    """One flat input, as an SDK user would write it, from path, query string and body."""
    given = dict(body)
    queried = dict(parse_qsl(query, keep_blank_values=True))
    for name, shape in operation.input_shape.members.items():
        wire = shape.serialization.get("name", name)
        if shape.serialization.get("location") == "uri":
            given[name] = path_values[wire]
        elif shape.serialization.get("location") == "querystring" and wire in queried:
            text = queried[wire]
            given[name] = int(text) if shape.type_name in ("integer", "long") and text.isdigit() else text
    return given


def validate(value, shape: Shape, path: str = "input") -> list:
    """Every way in which the value breaks the model: one sentence each."""
    expected = _PYTHON_TYPES.get(shape.type_name)
    # Python takes a bool for an int.
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        return [f"{path}: expected {shape.type_name}"]
    if shape.type_name == "structure":
        return _validate_structure(value, shape, path)
    if shape.type_name == "list":
        members = [validate(item, shape.member, f"{path}[{index}]") for index, item in enumerate(value)]
        return _validate_size(len(value), shape, path, "items") + [line for lines in members for line in lines]
    if shape.type_name == "string":
        return _validate_string(value, shape, path)
    if shape.type_name in ("map", "boolean"):
        return []
    return _validate_size(value, shape, path, "value")


def _validate_structure(value: dict, shape: Shape, path: str) -> list:
    lines = [f"{path}.{name}: is required" for name in shape.required_members if value.get(name) is None]
    # The service drops members it does not know; a double had better name them, they are typing errors.
    lines += [f"{path}.{name}: no such member" for name in value if name not in shape.members]
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        lines.append(f"{path}: exactly one of {', '.join(sorted(shape.members))} must be set")
    for name, member in shape.members.items():
        if value.get(name) is not None:
            lines += validate(value[name], member, f"{path}.{name}")
    return lines


def _validate_string(value: str, shape: Shape, path: str) -> list:
    lines = _validate_size(len(value), shape, path, "length")
    if shape.enum and value not in shape.enum:
        lines.append(f"{path}: must be one of {', '.join(shape.enum)}")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.search(pattern, value):
        lines.append(f"{path}: must match {pattern}")
    return lines


def _validate_size(size: int, shape: Shape, path: str, what: str) -> list:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        return [f"{path}: {what} must be at least {low}"]
    if high is not None and size > high:
        return [f"{path}: {what} must be at most {high}"]
    return []
