"""ECS services: keeps what moto drops of CreateService, and calls every service steady at once.

moto ignores half of the request (deployment options, capacity providers, exec, tags, Service Connect), so that a second
plan sees drift where AWS has none, or sees nothing where AWS has drift. Nothing runs in a double: `running` is whatever
is desired, by construction, so that waiting for a steady state ends.
"""

from ecs_read_back import service_as_read_back
from moto.core.utils import camelcase_to_underscores
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse
from wrapping import before

_KEPT = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
)

# What moto keeps, and AWS reads back in another order.
_ORDERED = ("loadBalancers", "networkConfiguration")


def install() -> None:
    before(EC2ContainerServiceBackend, "create_service", _allow_no_security_group)
    _wrap("create_service", _keep_request)
    _wrap("update_service", _follow_update)


def _wrap(name: str, amend) -> None:
    original = getattr(EC2ContainerServiceResponse, name)

    def answer(self):
        result = original(self)
        amend(self, result._result["service"])
        return result

    setattr(EC2ContainerServiceResponse, name, answer)


def _allow_no_security_group(_backend, given) -> None:
    """AWS takes the VPC's default group; moto fails with a 500."""
    network = (given["network_configuration"] or {}).get("awsvpcConfiguration")
    if network is not None:
        network.setdefault("securityGroups", [])


def _keep_request(response: EC2ContainerServiceResponse, service: Service) -> None:
    sent = _given(response, (*_KEPT, *_ORDERED))
    _keep(service, service_as_read_back({**sent, "deploymentConfiguration": sent.get("deploymentConfiguration") or {}}))
    if service.launch_type == "FARGATE" and not service.platform_version:
        service.platform_version = "LATEST"
    if response._get_param("capacityProviderStrategy"):
        service.launch_type = None
    _settle(service)


def _given(response: EC2ContainerServiceResponse, members: tuple) -> dict:
    given = {member: response._get_param(member) for member in members}
    return {member: value for member, value in given.items() if value is not None}


def _keep(service: Service, members: dict) -> None:
    for member, value in members.items():
        setattr(service, camelcase_to_underscores(member), value)


def _follow_update(response: EC2ContainerServiceResponse, service: Service) -> None:
    """What is not in the request stays as it is."""
    given = _given(response, (*_KEPT, *_ORDERED))
    answer = service_as_read_back(given)
    _keep(service, {member: value for member, value in answer.items() if member in given})
    _settle(service)


def _settle(service: Service) -> None:
    """One finished deployment that says what the service says."""
    service.running_count = service.desired_count
    service.pending_count = 0
    for deployment in service.deployments[:1]:
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            rolloutState="COMPLETED",
            rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
            taskDefinition=service.task_definition,
            launchType=service.launch_type,
            platformFamily="Linux",
            networkConfiguration=service.network_configuration or None,
            serviceConnectConfiguration=getattr(service, "service_connect_configuration", None),
            capacityProviderStrategy=getattr(service, "capacity_provider_strategy", None),
        )
