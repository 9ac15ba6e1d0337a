"""ECS services that AWS refuses to make or change, and moto accepts."""

from ecs_lookups import active_services
from moto.ecs.exceptions import ClusterNotFoundException, EcsClientException, InvalidParameterException
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends
from moto.servicediscovery.models import servicediscovery_backends


def install() -> None:
    for name, checks in (("create_service", _CREATE), ("update_service", _UPDATE)):
        _check_first(name, checks)


def _check_first(name: str, checks: tuple) -> None:
    original = getattr(EC2ContainerServiceResponse, name)

    def checked(self):
        given = self._get_params()
        for check in checks:
            check(self.ecs_backend, given)
        return original(self)

    setattr(EC2ContainerServiceResponse, name, checked)


def _task_definition(backend, given: dict):
    return backend.describe_task_definition(given["taskDefinition"]) if given.get("taskDefinition") else None


def _check_cluster_active(backend, given: dict) -> None:
    """AWS: ClusterNotFoundException for a deleted cluster; moto keeps it, INACTIVE."""
    if backend._get_cluster(given.get("cluster", "default")).status != "ACTIVE":
        raise ClusterNotFoundException()


def _check_name_free(backend, given: dict) -> None:
    """AWS: InvalidParameterException for a name in use with other parameters; moto replaces the service."""
    cluster = backend._get_cluster(given.get("cluster", "default"))
    if given["serviceName"] in [s.name for s in active_services(backend) if s.cluster_arn == cluster.arn]:
        raise InvalidParameterException("Creation of service was not idempotent.")


def _check_task_definition_active(backend, given: dict) -> None:
    """AWS: a deregistered revision cannot be used by a new deployment."""
    definition = _task_definition(backend, given)
    if definition and definition.status != "ACTIVE":
        raise EcsClientException("TaskDefinition is inactive")


def _check_network(backend, given: dict) -> None:
    """AWS: awsvpc tasks need to be told their subnets."""
    definition = _task_definition(backend, given)
    if definition and definition.network_mode == "awsvpc" and not given.get("networkConfiguration"):
        raise InvalidParameterException(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )


def _check_load_balancers(backend, given: dict) -> None:
    """AWS: the target group exists, is behind a listener (so the service comes after it) and is of type ip."""
    groups = elbv2_backends[backend.account_id][backend.region_name].target_groups
    for attached in given.get("loadBalancers") or []:
        arn = attached["targetGroupArn"]
        if arn not in groups:
            raise InvalidParameterException(f"The target group {arn} does not exist.")
        if not groups[arn].load_balancer_arns:
            raise InvalidParameterException(
                f"The target group with targetGroupArn {arn} does not have an associated load balancer."
            )
        definition = _task_definition(backend, given)
        if definition and definition.network_mode == "awsvpc" and groups[arn].target_type != "ip":
            raise InvalidParameterException(
                f"The provided target group {arn} has target type {groups[arn].target_type}, "
                "which is incompatible with the awsvpc network mode specified in the task definition."
            )


def _check_attached_containers(backend, given: dict) -> None:
    """AWS: what a load balancer or a registry names is a container of the task, and a port of that container."""
    definition = _task_definition(backend, given)
    for attached in [*(given.get("loadBalancers") or []), *(given.get("serviceRegistries") or [])]:
        name, port = attached.get("containerName"), attached.get("containerPort")
        if definition is None or name is None:
            continue
        containers = {container["name"]: container for container in definition.container_definitions}
        if name not in containers:
            raise InvalidParameterException(f"The container {name} does not exist in the task definition.")
        if port not in [mapping["containerPort"] for mapping in containers[name]["portMappings"]]:
            raise InvalidParameterException(f"The container {name} did not have a container port {port} defined.")


def _check_kept_containers(backend, given: dict) -> None:
    """AWS: a new task definition still has the containers that the service's load balancers and registries name."""
    service = backend._get_service(given.get("cluster", "default"), given["service"].split("/")[-1])
    kept = {"loadBalancers": service.load_balancers, "serviceRegistries": service.service_registries}
    _check_attached_containers(backend, {**kept, **{name: value for name, value in given.items() if value}})


def _check_registries(backend, given: dict) -> None:
    """AWS: the Cloud Map service exists; one with SRV records needs to know a port."""
    known = servicediscovery_backends[backend.account_id][backend.region_name].services.values()
    by_arn = {service.arn: service for service in known}
    for registry in given.get("serviceRegistries") or []:
        service = by_arn.get(registry["registryArn"])
        if not service:
            raise InvalidParameterException(f"Unknown service registry: {registry['registryArn']}")
        types = [record["Type"] for record in (service.dns_config or {}).get("DnsRecords", [])]
        if "SRV" in types and "containerPort" not in registry and "port" not in registry:
            raise InvalidParameterException("A registry with SRV records needs a containerName and containerPort, or a port.")


def _check_percentages(_backend, given: dict) -> None:
    """AWS: with nothing above and nothing below 100 % no deployment can ever move."""
    asked = given.get("deploymentConfiguration") or {}
    low, high = asked.get("minimumHealthyPercent", 100), asked.get("maximumPercent", 200)
    if high < low or high == low == 100:
        raise InvalidParameterException(
            "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments."
        )


def _check_rebalancing(_backend, given: dict) -> None:
    """AWS: moving tasks between zones needs room above the count. Where a new service says nothing, AWS turns it off."""
    if given.get("availabilityZoneRebalancing") == "ENABLED":
        _refuse_rebalancing(given.get("deploymentConfiguration") or {})


def _check_kept_rebalancing(backend, given: dict) -> None:
    """AWS: likewise with what the service has already, where the request leaves it out."""
    service = backend._get_service(given.get("cluster", "default"), given["service"].split("/")[-1])
    if (given.get("availabilityZoneRebalancing") or service.availability_zone_rebalancing) == "ENABLED":
        _refuse_rebalancing(given.get("deploymentConfiguration") or service.deployment_configuration)


def _refuse_rebalancing(deployment: dict) -> None:
    if deployment.get("maximumPercent", 200) <= 100:
        raise InvalidParameterException(
            "Availability Zone Rebalancing does not support maximumPercent <= 100 % as deployment configuration."
        )


def _check_grace_period(_backend, given: dict) -> None:
    """AWS: a grace period is for load balancer checks; 0 or more only with one."""
    if given.get("healthCheckGracePeriodSeconds") and not given.get("loadBalancers"):
        raise InvalidParameterException(
            "Health check grace period is only valid for services configured to use load balancers"
        )


def _check_exec_role(backend, given: dict) -> None:
    """AWS: ECS Exec works through the task role."""
    definition = _task_definition(backend, given)
    if given.get("enableExecuteCommand") and definition and not getattr(definition, "task_role_arn", None):
        raise InvalidParameterException(
            "The service couldn't be created because a valid taskRoleArn is not being used. "
            "Specify a valid task role in your task definition and try again."
        )


def _check_capacity_providers(backend, given: dict) -> None:
    """AWS: only providers that the cluster was given."""
    cluster = backend._get_cluster(given.get("cluster", "default"))
    for item in given.get("capacityProviderStrategy") or []:
        if item["capacityProvider"] not in (cluster.capacity_providers or []):
            raise InvalidParameterException(
                "The specified capacity provider strategy cannot contain a capacity provider that is not associated "
                "with the cluster. Associate the capacity provider with the cluster and try again."
            )


_CREATE = (
    _check_cluster_active,
    _check_name_free,
    _check_task_definition_active,
    _check_network,
    _check_load_balancers,
    _check_attached_containers,
    _check_registries,
    _check_percentages,
    _check_rebalancing,
    _check_grace_period,
    _check_exec_role,
    _check_capacity_providers,
)
_UPDATE = (
    _check_task_definition_active,
    _check_kept_containers,
    _check_kept_rebalancing,
    _check_capacity_providers,
)
