"""What App Mesh refuses to delete: whatever another resource still needs."""

from app_mesh_rules import ROUTE_PROTOCOLS
from app_mesh_store import AppMeshError, Store


def check_unused(store: Store, kind: str, names: tuple) -> None:
    """Called before a delete; raises ResourceInUseException while another resource needs this one."""
    check = {
        "mesh": _check_mesh_empty,
        "virtualRouter": _check_router_unused,
        "virtualNode": _check_node_unused,
        "virtualGateway": _check_gateway_empty,
        "virtualService": _check_service_unused,
    }.get(kind)
    if check:
        check(store, *names)


def _in_use(message: str) -> AppMeshError:
    return AppMeshError("ResourceInUseException", message)


def _check_mesh_empty(store: Store, mesh: str) -> None:
    for kind in ("virtualService", "virtualGateway", "virtualRouter", "virtualNode"):
        if store.below(kind, mesh):
            plural = kind[0].upper() + kind[1:] + "s"
            raise _in_use(f"Mesh {mesh} has active {plural}, please delete {plural} before deleting the Mesh")


def _check_router_unused(store: Store, mesh: str, router: str) -> None:
    if store.below("route", mesh, router):
        raise _in_use(f"VirtualRouter {router} has active Routes, please delete them first")
    _check_no_provider(store, mesh, ("virtualRouter", router))


def _check_node_unused(store: Store, mesh: str, node: str) -> None:
    for route in store.below("route", mesh):
        (action,) = [part["action"] for name, part in route.spec.items() if name in ROUTE_PROTOCOLS]
        if node in [target["virtualNode"] for target in action["weightedTargets"]]:
            raise _in_use(
                f"VirtualNode with name {node} cannot be deleted because it is the target of one or more routes."
            )
    _check_no_provider(store, mesh, ("virtualNode", node))


def _check_no_provider(store: Store, mesh: str, provider: tuple) -> None:
    kind, name = provider
    for service in store.below("virtualService", mesh):
        if service.spec.get("provider", {}).get(kind, {}).get(f"{kind}Name") == name:
            raise _in_use(f"{kind} {name} is the provider of VirtualService {service.names[-1]}")


def _check_gateway_empty(store: Store, mesh: str, gateway: str) -> None:
    if store.below("gatewayRoute", mesh, gateway):
        raise _in_use(f"VirtualGateway {gateway} has active GatewayRoutes, please delete them first")


def _check_service_unused(store: Store, mesh: str, service: str) -> None:
    """A gateway route holds it; a node that names it as a backend does not."""
    for route in store.below("gatewayRoute", mesh):
        (action,) = [part["action"] for name, part in route.spec.items() if name in ROUTE_PROTOCOLS]
        if action["target"]["virtualService"]["virtualServiceName"] == service:
            raise _in_use(
                f"VirtualService {service} is being referenced in the following: GATEWAY_ROUTE: [{route.names[-1]}]"
            )
