"""ECS task definitions as ECS reads them back: what `ecs_read_back.json` says of containers.

moto stores what was sent. AWS does not, and a definition written carelessly then shows a new revision in every plan;
with these answers it does so here as well.
"""

from ecs_read_back import containers_as_read_back
from moto.ecs.models import EC2ContainerServiceBackend
from wrapping import before


def install() -> None:
    before(EC2ContainerServiceBackend, "register_task_definition", _store_as_read_back)


def _store_as_read_back(_backend, given) -> None:
    # awsvpc gives every port to the host under its own number.
    is_awsvpc = given["network_mode"] == "awsvpc" or "FARGATE" in (given["requires_compatibilities"] or [])
    given["container_definitions"] = containers_as_read_back(given["container_definitions"], is_awsvpc)
