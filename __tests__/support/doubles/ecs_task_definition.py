"""ECS task definitions as ECS reads them back: defaults filled in, some lists in another order than they were sent.

moto stores what was sent. AWS does not, and a definition written carelessly then shows a new revision in every plan;
with these answers it does so here as well.
"""

from copy import deepcopy

from moto.ecs.models import EC2ContainerServiceBackend
from wrapping import before

_EMPTY_LISTS = ("environment", "mountPoints", "portMappings", "systemControls", "volumesFrom")
_HEALTH_CHECK = {"interval": 30, "timeout": 5, "retries": 3}

# AWS promises no order. Environment and secrets come back in one that nobody wrote (terraform sorts them for itself);
# the others in the only order that somebody can write on purpose.
_SHUFFLED = (("environment", "name"), ("secrets", "name"))
_SORTED = (("dependsOn", "containerName"), ("ulimits", "name"))


def install() -> None:
    before(EC2ContainerServiceBackend, "register_task_definition", _store_as_read_back)


def _store_as_read_back(_backend, given) -> None:
    # awsvpc gives every port to the host under its own number.
    is_awsvpc = given["network_mode"] == "awsvpc" or "FARGATE" in (given["requires_compatibilities"] or [])
    given["container_definitions"] = [_as_read_back(c, is_awsvpc) for c in given["container_definitions"]]


def _as_read_back(sent: dict, is_awsvpc: bool) -> dict:
    container = {"cpu": 0, "essential": True, **deepcopy(sent)}
    for name in _EMPTY_LISTS:
        container.setdefault(name, [])
    for mapping in container["portMappings"]:
        mapping.setdefault("protocol", "tcp")
        mapping["hostPort"] = mapping["containerPort"] if is_awsvpc else mapping.get("hostPort", 0)
    if "healthCheck" in container:
        container["healthCheck"] = {**_HEALTH_CHECK, **container["healthCheck"]}
    capabilities = (container.get("linuxParameters") or {}).get("capabilities")
    if capabilities is not None:
        capabilities.setdefault("add", [])
        capabilities.setdefault("drop", [])
    for name, key in _SORTED:
        if container.get(name):
            container[name].sort(key=lambda item: item[key])
    for name, key in _SHUFFLED:
        if container.get(name):
            container[name].sort(key=lambda item: item[key], reverse=True)
    return container
