"""ECS services: keeps what moto drops of CreateService, and calls every service steady at once.

moto ignores half of the request (deployment options, capacity providers, exec, tags, Service Connect), so that a second
plan sees drift where AWS has none, or sees nothing where AWS has drift. Nothing runs in a double: `running` is whatever
is desired, by construction, so that waiting for a steady state ends.
"""

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

# What AWS fills in when the request leaves it out.
_DEPLOYMENT_DEFAULTS = {
    "maximumPercent": 200,
    "minimumHealthyPercent": 100,
    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
    "strategy": "ROLLING",
    "bakeTimeInMinutes": 0,
}


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
    _keep_members(response, service)
    service.deployment_configuration = {**_DEPLOYMENT_DEFAULTS, **(response._get_param("deploymentConfiguration") or {})}
    if not response._get_param("availabilityZoneRebalancing"):
        # On for a new service wherever it is possible (API reference of CreateService).
        has_room = service.deployment_configuration["maximumPercent"] > 100
        service.availability_zone_rebalancing = "ENABLED" if has_room else "DISABLED"
    if service.launch_type == "FARGATE" and not service.platform_version:
        service.platform_version = "LATEST"
    if response._get_param("capacityProviderStrategy"):
        service.launch_type = None
    _settle(service)


def _keep_members(response: EC2ContainerServiceResponse, service: Service) -> None:
    for member in _KEPT:
        value = response._get_param(member)
        if value is not None:
            setattr(service, camelcase_to_underscores(member), value)


def _follow_update(response: EC2ContainerServiceResponse, service: Service) -> None:
    _keep_members(response, service)
    given = response._get_param("deploymentConfiguration")
    if given:
        service.deployment_configuration = {**_DEPLOYMENT_DEFAULTS, **given}
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
