"""What AWS asks of a task definition that is to run on Fargate."""

from moto.ecs.exceptions import EcsClientException

# Memory in MiB by CPU units: first, last, step (ECS developer guide, "Task CPU and memory").
_SIZES = {
    256: [512, 1024, 2048],
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
    32768: [61440, 122880, 249856],
}


def check_fargate(given: dict) -> None:
    _check_network_mode(given)
    cpu, memory = _check_size(given)
    _check_sums(given["container_definitions"], cpu, memory)
    for container in given["container_definitions"]:
        _check_execution_role(container, given["execution_role_arn"])
        _check_host_ports(container)
        _check_unsupported(container)


def _check_network_mode(given: dict) -> None:
    """AWS: awsvpc, and it must be said."""
    if given["network_mode"] != "awsvpc":
        raise EcsClientException("Fargate only supports network mode 'awsvpc'.")


def _check_size(given: dict) -> tuple:
    """AWS: cpu and memory stand at the task, and only some pairs exist."""
    for name in ("cpu", "memory"):
        if not given[name]:
            raise EcsClientException(f"Fargate requires that '{name}' be defined at the task level.")
    cpu, memory = int(given["cpu"]), int(given["memory"])
    if memory not in _SIZES.get(cpu, []):
        raise EcsClientException(
            f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. "
            "See the Amazon ECS documentation for the valid values."
        )
    return cpu, memory


def _check_sums(containers: list, cpu: int, memory: int) -> None:
    """AWS: the containers share the task's cpu and memory; a reservation counts before a limit."""
    if sum(container.get("cpu") or 0 for container in containers) > cpu:
        raise EcsClientException("Total cpu of the containers is over the task's cpu.")
    for container in containers:
        if (container.get("memory") or 0) > memory:
            raise EcsClientException(f"Memory of container '{container['name']}' is over the task's memory.")
    if sum(c.get("memoryReservation") or c.get("memory") or 0 for c in containers) > memory:
        raise EcsClientException("Total memory of the containers is over the task's memory.")


def _check_execution_role(container: dict, role) -> None:
    """AWS: logs to CloudWatch, secrets and private images are fetched with the execution role."""
    needs = []
    if (container.get("logConfiguration") or {}).get("logDriver") == "awslogs":
        needs.append("log driver awslogs")
    if container.get("secrets"):
        needs.append("container secrets")
    if ".dkr.ecr." in container["image"]:
        needs.append("ECR images")
    if needs and not role:
        raise EcsClientException(f"Fargate requires task definition to have execution role ARN to support {needs[0]}.")


def _check_host_ports(container: dict) -> None:
    """AWS: each task has its own network interface, so a host port is the container port or left out."""
    for mapping in container.get("portMappings") or []:
        if mapping.get("hostPort", mapping["containerPort"]) != mapping["containerPort"]:
            raise EcsClientException(
                "When networkMode=awsvpc, the host ports and container ports in port mappings must match."
            )


def _check_unsupported(container: dict) -> None:
    """AWS: privileged containers, links and added capabilities (but SYS_PTRACE) are not for Fargate."""
    if container.get("privileged") or container.get("links") or container.get("extraHosts"):
        raise EcsClientException("Fargate does not support privileged containers, links or extra hosts.")
    capabilities = ((container.get("linuxParameters") or {}).get("capabilities") or {}).get("add") or []
    if [name for name in capabilities if name != "SYS_PTRACE"]:
        raise EcsClientException("Fargate does not support added capabilities other than SYS_PTRACE.")
