"""The App Mesh API double: every operation of botocore's `appmesh` model.

moto's own App Mesh answers in a form that the AWS provider cannot read (timestamps), lacks half of the resources and
checks nothing, so this one is ours.
"""

import re
from copy import deepcopy

from app_mesh_deletion import check_unused
from app_mesh_rules import check_name, check_spec
from app_mesh_store import NAMES, AppMeshError, Store, parent_of
from rest_json import RestJsonDouble

PATH_PREFIX = "/v20190125/"
MAX_TAGS = 50

_LISTS = {
    "Meshes": "mesh",
    "VirtualNodes": "virtualNode",
    "VirtualRouters": "virtualRouter",
    "Routes": "route",
    "VirtualServices": "virtualService",
    "VirtualGateways": "virtualGateway",
    "GatewayRoutes": "gatewayRoute",
}


def app_mesh() -> RestJsonDouble:
    return RestJsonDouble("appmesh", Store, _run, invalid="BadRequestException")


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
