"""ECS tasks that are run once, not by a service.

moto fails with a 500 where a container asks for no memory, which Fargate allows, and where the VPC gives no DNS names. And it
leaves a stopped task's network interface behind, so that the security group could never be deleted.
"""

from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecs.models import EC2ContainerServiceBackend, Task, TaskDefinition
from wrapping import after


def install() -> None:
    NetworkInterface.private_dns_name = ""
    _allow_no_memory()
    after(EC2ContainerServiceBackend, "stop_task", _delete_interfaces)


def _allow_no_memory() -> None:
    original = EC2ContainerServiceBackend._calculate_task_resource_requirements

    def requirements(definition: TaskDefinition) -> dict:
        given = definition.container_definitions
        definition.container_definitions = [{"memory": 0, **container} for container in given]
        try:
            return original(definition)
        finally:
            definition.container_definitions = given

    EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(requirements)


def _delete_interfaces(backend: EC2ContainerServiceBackend, task: Task) -> None:
    """AWS: the interface goes with its task."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    details = [detail for attachment in task.attachments for detail in attachment["details"]]
    for interface in [detail["value"] for detail in details if detail["name"] == "networkInterfaceId"]:
        ec2.enis.pop(interface, None)
