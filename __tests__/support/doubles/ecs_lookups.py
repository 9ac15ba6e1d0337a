"""What other patches ask ECS."""

from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends


def active_services(backend: EC2ContainerServiceBackend) -> list:
    return [service for service in backend.services.values() if service.status == "ACTIVE"]


def services_in_account(account: str, region: str) -> list:
    return active_services(ecs_backends[account][region])


def network_of(service) -> dict:
    """The service's subnets and security groups."""
    return (service.network_configuration or {}).get("awsvpcConfiguration", {})
