"""ECS services: what the tasks of before still hold while a deployment replaces them.

Nothing runs in a double, so an update would be over at once, and an order that only waits for the call of UpdateService
could not be told from one that waits for the tasks of before to go.
"""

import time

from ecs_lookups import network_of
from moto.ecs.models import EC2ContainerServiceBackend
from wrapping import before

# AWS takes minutes. Longer than terraform needs for all else of a change, short enough to wait for in a test.
ROLL_SECONDS = 6

_held: list = []


def install() -> None:
    before(EC2ContainerServiceBackend, "update_service", _hold_groups)


def _hold_groups(backend, given) -> None:
    """AWS: a network interface holds its groups until its task has gone."""
    properties = given["service_properties"]
    if not properties.get("task_definition") and not properties.get("network_configuration"):
        return
    service = backend._get_service(properties.get("cluster", "default"), properties["service"].split("/")[-1])
    until = time.monotonic() + ROLL_SECONDS
    _held.extend((until, group) for group in network_of(service).get("securityGroups", []))


def groups_of_leaving_tasks() -> list:
    """Ids of the security groups that tasks of before still hold."""
    now = time.monotonic()
    _held[:] = [(until, group) for until, group in _held if until > now]
    return [group for _, group in _held]
