"""What App Mesh refuses in a spec, beyond its service model: references that lead nowhere, protocols that differ.

Wording follows messages of the real service that users quoted, where we know one.
"""

import re

from app_mesh_store import AppMeshError, Store

ROUTE_PROTOCOLS = {"httpRoute": "http", "http2Route": "http2", "grpcRoute": "grpc", "tcpRoute": "tcp"}


# The model gives names a length only; the user guide adds the characters. A virtual service's name is a host name.
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def check_name(kind: str, name: str) -> None:
    if kind != "virtualService" and not _NAME.fullmatch(name):
        raise _bad_request(f"{kind}Name: only letters, digits, - and _ are allowed")


def check_spec(store: Store, kind: str, names: tuple, spec: dict) -> None:
    """Called before a create or an update; raises for the first rule that is broken."""
    check = {
        "route": _check_route,
        "gatewayRoute": _check_gateway_route,
        "virtualService": _check_virtual_service,
        "virtualRouter": _check_virtual_router,
        "virtualNode": _check_virtual_node,
        "virtualGateway": _check_listeners,
    }.get(kind)
    if check:
        check(store, names, spec)


def _bad_request(message: str) -> AppMeshError:
    return AppMeshError("BadRequestException", message)


def _only_member(spec: dict, members, what: str) -> str:
    """The API has no union type here, yet takes exactly one."""
    given = [name for name in members if name in spec]
    if len(given) != 1:
        raise _bad_request(f"{what} must have exactly one of {', '.join(sorted(members))}")
    return given[0]


def _check_http_match(match: dict) -> None:
    """prefix or path, not both and not none; a prefix starts with a slash."""
    _only_member(match, ("prefix", "path"), "An HTTP match")
    if "prefix" in match and not match["prefix"].startswith("/"):
        raise _bad_request("A match prefix must start with /")
    if "path" in match:
        _only_member(match["path"], ("exact", "regex"), "A path match")


def _check_route(store: Store, names: tuple, spec: dict) -> None:
    mesh, router, _ = names
    kind = _only_member(spec, ROUTE_PROTOCOLS, "A route spec")
    if kind in ("httpRoute", "http2Route"):
        _check_http_match(spec[kind]["match"])
    match = spec[kind].get("match", {})
    if "methodName" in match and "serviceName" not in match:
        raise _bad_request("A gRPC match with a methodName needs a serviceName")
    _check_route_listener(store.get("virtualRouter", mesh, router), match, ROUTE_PROTOCOLS[kind])
    for target in spec[kind]["action"]["weightedTargets"]:
        _check_target(store, mesh, target)


def _check_route_listener(router, match: dict, protocol: str) -> None:
    """A route is of its router's protocol; with several listeners it says which one it is for."""
    listeners = [listener["portMapping"] for listener in router.spec.get("listeners", [])]
    if len(listeners) > 1 and "port" not in match:
        raise _bad_request("A port match is required because the virtual router has several listeners")
    meant = [m for m in listeners if "port" not in match or m["port"] == match["port"]]
    if listeners and not meant:
        raise _bad_request(f"The virtual router has no listener on port {match['port']}")
    if any(mapping["protocol"] != protocol for mapping in meant):
        raise _bad_request(f"A {protocol} route does not fit the listener of virtual router {router.names[-1]}")


def _check_target(store: Store, mesh: str, target: dict) -> None:
    """The virtual node exists; with several listeners the target names its port."""
    node = store.find("virtualNode", mesh, target["virtualNode"])
    if not node:
        raise AppMeshError("NotFoundException", f"VirtualNode {target['virtualNode']} does not exist in mesh {mesh}")
    ports = [listener["portMapping"]["port"] for listener in node.spec.get("listeners", [])]
    if len(ports) > 1 and "port" not in target:
        raise _bad_request(f"A target port is required because virtual node {node.names[-1]} has several listeners")
    if "port" in target and target["port"] not in ports:
        raise _bad_request(f"Virtual node {node.names[-1]} does not listen on port {target['port']}")


def _check_gateway_route(store: Store, names: tuple, spec: dict) -> None:
    mesh, gateway, _ = names
    kind = _only_member(spec, ("httpRoute", "http2Route", "grpcRoute"), "A gateway route spec")
    protocol = ROUTE_PROTOCOLS[kind]
    listeners = [item["portMapping"] for item in store.get("virtualGateway", mesh, gateway).spec["listeners"]]
    if listeners and protocol not in [mapping["protocol"] for mapping in listeners]:
        raise _bad_request(f"Virtual gateway {gateway} has no {protocol} listener")
    service = spec[kind]["action"]["target"]["virtualService"]["virtualServiceName"]
    if not store.find("virtualService", mesh, service):
        raise AppMeshError("NotFoundException", f"VirtualService {service} does not exist in mesh {mesh}")


def _check_virtual_service(store: Store, names: tuple, spec: dict) -> None:
    """The provider exists. (No provider at all is allowed.)"""
    for kind, provider in spec.get("provider", {}).items():
        store.get(kind, names[0], provider[f"{kind}Name"])


def _check_virtual_router(store: Store, names: tuple, spec: dict) -> None:
    """A changed router must still fit its routes."""
    listeners = [listener["portMapping"] for listener in spec.get("listeners", [])]
    for route in store.below("route", *names):
        kind = next(name for name in ROUTE_PROTOCOLS if name in route.spec)
        match = route.spec[kind].get("match", {})
        if len(listeners) > 1 and "port" not in match:
            raise _bad_request(
                "All Routes for this Virtual Router must define a port match before adding multiple listeners to it."
            )
        if any(m["protocol"] != ROUTE_PROTOCOLS[kind] for m in listeners if match.get("port", m["port"]) == m["port"]):
            raise _bad_request(f"Route {route.names[-1]} is not of the listener's protocol")


def _check_virtual_node(store: Store, names: tuple, spec: dict) -> None:
    """Who listens must be found; a node without listeners (a worker) need not."""
    if spec.get("listeners") and "serviceDiscovery" not in spec:
        raise _bad_request("Service discovery is required for a virtual node with a listener")
    _check_listeners(store, names, spec)


def _check_listeners(_store: Store, _names: tuple, spec: dict) -> None:
    """A health check looks at the listener's own port; a connection pool is of the listener's protocol."""
    for listener in spec.get("listeners", []):
        mapping = listener["portMapping"]
        if listener.get("healthCheck", {}).get("port", mapping["port"]) != mapping["port"]:
            raise _bad_request("The health check port must be the listener's port")
        for member in ("connectionPool", "timeout"):
            if any(protocol != mapping["protocol"] for protocol in listener.get(member, {})):
                raise _bad_request(f"The listener's {member} must be of its protocol, {mapping['protocol']}")
