"""The App Mesh API double: a WSGI application for every path below /v20190125/.

moto's own App Mesh answers in a form the AWS provider cannot read (timestamps), lacks half of the resources and checks
nothing, so this one is ours. Accounts and regions are kept apart, as moto keeps them.
"""

import json
import re
from copy import deepcopy
from threading import Lock
from urllib.parse import quote

import app_mesh_model as model
from app_mesh_rules import check_name, check_spec, check_unused
from app_mesh_store import NAMES, AppMeshError, Store, parent_of
from moto.iam.models import get_account_id_from

PATH_PREFIX = "/v20190125/"
MAX_TAGS = 50

_CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/")
_LISTS = {
    "Meshes": "mesh",
    "VirtualNodes": "virtualNode",
    "VirtualRouters": "virtualRouter",
    "Routes": "route",
    "VirtualServices": "virtualService",
    "VirtualGateways": "virtualGateway",
    "GatewayRoutes": "gatewayRoute",
}


class AppMesh:
    def __init__(self):
        self._stores: dict = {}
        self._lock = Lock()

    def __call__(self, environ, start_response):
        try:
            # One request at a time: terraform sends ten, and checks must see what the one before them did.
            with self._lock:
                status, headers, answer = 200, [], self._answer(environ)
        except AppMeshError as error:
            status, headers = error.status, [("x-amzn-ErrorType", error.code)]
            answer = {"message": error.message, "code": error.code}
        body = json.dumps(answer).encode()
        headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response(f"{status} {'OK' if status == 200 else 'Error'}", headers)
        return [body]

    def _answer(self, environ) -> dict:
        # PATH_INFO is decoded already; encode it again so that a name's own %2F stays one path element.
        raw_path = environ.get("RAW_URI", "").split("?")[0] or quote(environ["PATH_INFO"])
        operation, names = model.find_operation(environ["REQUEST_METHOD"], raw_path)
        if not operation:
            raise AppMeshError("NotFoundException", f"no operation {environ['REQUEST_METHOD']} {raw_path}")
        environ["meshwright.operation"] = operation.name
        text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        given = model.read_input(operation, names, environ.get("QUERY_STRING", ""), json.loads(text or b"{}"))
        problems = model.validate(given, operation.input_shape)
        if problems:
            raise AppMeshError("BadRequestException", "; ".join(problems))
        return _run(self._store_of(environ), operation.name, given)

    def _store_of(self, environ) -> Store:
        match = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if not match:
            raise AppMeshError("ForbiddenException", "the request is not signed")
        key = (get_account_id_from(match[1]), match[2])
        return self._stores.setdefault(key, Store(*key))


def _run(store: Store, operation: str, given: dict) -> dict:
    tagging = {"ListTagsForResource": _list_tags, "TagResource": _tag, "UntagResource": _untag}
    if operation in tagging:
        return tagging[operation](store, given)
    owner = given.get("meshOwner", store.account)
    if owner != store.account:
        raise AppMeshError("ForbiddenException", f"mesh {given['meshName']} of {owner} is not shared with this account")
    verb, noun = re.fullmatch(r"(Create|Describe|Update|Delete|List)(\w+)", operation).groups()
    kind = _LISTS[noun] if verb == "List" else noun[0].lower() + noun[1:]
    return {"Create": _create, "Describe": _describe, "Update": _update, "Delete": _delete, "List": _list}[verb](
        store, kind, given
    )


def _create(store: Store, kind: str, given: dict) -> dict:
    names = tuple(given[name] for name in NAMES[kind])
    check_name(kind, names[-1])
    _check_parents(store, kind, names)
    spec = _as_read_back(given.get("spec", {}))
    check_spec(store, kind, names, spec)
    return store.create(kind, names, spec, {tag["key"]: tag["value"] for tag in given.get("tags", [])}).describe()


def _describe(store: Store, kind: str, given: dict) -> dict:
    return _named(store, kind, given).describe()


def _update(store: Store, kind: str, given: dict) -> dict:
    resource = _named(store, kind, given)
    spec = _as_read_back(given.get("spec", {}))
    check_spec(store, kind, resource.names, spec)
    store.update(resource, spec)
    return resource.describe()


def _delete(store: Store, kind: str, given: dict) -> dict:
    resource = _named(store, kind, given)
    check_unused(store, kind, resource.names)
    store.delete(resource)
    return resource.describe("DELETED")


def _list(store: Store, kind: str, given: dict) -> dict:
    parents = tuple(given[name] for name in NAMES[kind][:-1])
    if parents:
        store.get(parent_of(kind), *parents)
    found = store.below(kind, *parents)
    start = int(given.get("nextToken", 0))
    end = start + given.get("limit", 100)
    member = "meshes" if kind == "mesh" else f"{kind}s"
    more = {"nextToken": str(end)} if end < len(found) else {}
    return {member: [resource.reference() for resource in found[start:end]], **more}


def _named(store: Store, kind: str, given: dict):
    names = tuple(given[name] for name in NAMES[kind])
    _check_parents(store, kind, names)
    return store.get(kind, *names)


def _check_parents(store: Store, kind: str, names: tuple) -> None:
    """A missing mesh is named before a missing router in it."""
    for length in range(1, len(names)):
        store.get("mesh" if length == 1 else parent_of(kind), *names[:length])


def _as_read_back(spec: dict) -> dict:
    """The spec as the API returns it: a health check's port is the listener's when left out."""
    spec = deepcopy(spec)
    for listener in spec.get("listeners", []):
        if "healthCheck" in listener:
            listener["healthCheck"].setdefault("port", listener["portMapping"]["port"])
    return spec


def _list_tags(store: Store, given: dict) -> dict:
    tags = store.by_arn(given["resourceArn"]).tags
    return {"tags": [{"key": key, "value": tags[key]} for key in sorted(tags)]}


def _tag(store: Store, given: dict) -> dict:
    resource = store.by_arn(given["resourceArn"])
    tags = {**resource.tags, **{tag["key"]: tag["value"] for tag in given["tags"]}}
    if len(tags) > MAX_TAGS:
        raise AppMeshError("TooManyTagsException", f"at most {MAX_TAGS} tags")
    resource.tags = tags
    return {}


def _untag(store: Store, given: dict) -> dict:
    resource = store.by_arn(given["resourceArn"])
    resource.tags = {key: value for key, value in resource.tags.items() if key not in given["tagKeys"]}
    return {}
