"""ECS task definitions that AWS refuses to register, and moto accepts."""

from fargate import check_fargate
from moto.ecs.exceptions import EcsClientException
from moto.ecs.models import EC2ContainerServiceBackend
from wrapping import before

_HEALTH_CHECK_RANGES = {"interval": (5, 300), "timeout": (2, 60), "retries": (1, 10), "startPeriod": (0, 300)}


def install() -> None:
    before(EC2ContainerServiceBackend, "register_task_definition", _check)


def _check(_backend, given) -> None:
    containers = given["container_definitions"]
    for check in (_check_names, _check_essential, _check_dependencies, _check_health_checks, _check_memory, _check_ports):
        check(containers)
    _check_proxy(containers, given["proxy_configuration"])
    if "FARGATE" in (given["requires_compatibilities"] or []):
        check_fargate(given)


def _names(containers: list) -> list:
    return [container.get("name") for container in containers]


def _check_names(containers: list) -> None:
    """AWS: container names are unique in a task."""
    if len(set(_names(containers))) != len(containers):
        raise EcsClientException("Container names in a task definition must be unique.")


def _check_essential(containers: list) -> None:
    """AWS: at least one container is essential, or the task would never end."""
    if not any(container.get("essential", True) for container in containers):
        raise EcsClientException("Invalid setting for containers. At least one container must be essential.")


def _check_dependencies(containers: list) -> None:
    """AWS: dependsOn names a container of the task that can reach the condition, and no circle."""
    by_name = {container.get("name"): container for container in containers}
    for container in containers:
        for dependency in container.get("dependsOn") or []:
            wanted = by_name.get(dependency["containerName"])
            if wanted is None or wanted is container:
                raise EcsClientException(
                    f"Container '{container['name']}' depends on container '{dependency['containerName']}', "
                    "which is no other container of the task definition."
                )
            if dependency["condition"] == "HEALTHY" and "healthCheck" not in wanted:
                raise EcsClientException(
                    f"Container '{container['name']}' waits for '{wanted['name']}' to be HEALTHY, "
                    "which has no health check configured."
                )
            if dependency["condition"] in ("COMPLETE", "SUCCESS") and wanted.get("essential", True):
                raise EcsClientException(f"Essential container '{wanted['name']}' cannot be waited for to complete.")
    for name in by_name:
        _check_no_circle(by_name, name, ())


def _check_no_circle(by_name: dict, name: str, seen: tuple) -> None:
    if name in seen:
        raise EcsClientException(f"Containers depend on each other in a circle: {', '.join(seen)}.")
    for dependency in by_name[name].get("dependsOn") or []:
        _check_no_circle(by_name, dependency["containerName"], (*seen, name))


def _check_health_checks(containers: list) -> None:
    """AWS: ranges of the API reference; the command starts with CMD or CMD-SHELL."""
    for container in containers:
        check = container.get("healthCheck")
        if check is None:
            continue
        if (check.get("command") or [""])[0] not in ("CMD", "CMD-SHELL", "NONE"):
            raise EcsClientException("A container health check command must start with CMD or CMD-SHELL.")
        for name, (low, high) in _HEALTH_CHECK_RANGES.items():
            if check.get(name) is not None and not low <= check[name] <= high:
                raise EcsClientException(f"Health check {name} must be between {low} and {high}.")


def _check_memory(containers: list) -> None:
    """AWS: a container's reservation is below its limit."""
    for container in containers:
        limit, reserved = container.get("memory"), container.get("memoryReservation")
        if limit and reserved and reserved > limit:
            raise EcsClientException(
                f"Invalid setting for container '{container['name']}'. The 'memory' parameter must be at least the "
                "'memoryReservation'."
            )


def _check_ports(containers: list) -> None:
    """AWS: in one task (one network namespace) a port is taken once per protocol."""
    taken = [(m["containerPort"], m.get("protocol", "tcp")) for c in containers for m in c.get("portMappings") or []]
    if len(set(taken)) != len(taken):
        raise EcsClientException("Two containers of one task cannot use the same port.")


def _check_proxy(containers: list, proxy) -> None:
    """AWS: proxyConfiguration names a container; IgnoredUID or IgnoredGID and the ports are needed."""
    if not proxy:
        return
    if proxy["containerName"] not in _names(containers):
        raise EcsClientException(f"The proxy container '{proxy['containerName']}' is not in the task definition.")
    given = {item["name"]: item["value"] for item in proxy.get("properties", []) if item.get("value")}
    missing = [name for name in ("AppPorts", "ProxyIngressPort", "ProxyEgressPort") if name not in given]
    if missing or not ("IgnoredUID" in given or "IgnoredGID" in given):
        raise EcsClientException(f"proxyConfiguration lacks {', '.join(missing) or 'IgnoredUID or IgnoredGID'}.")
