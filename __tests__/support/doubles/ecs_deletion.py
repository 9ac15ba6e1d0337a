"""ECS: what AWS does not let you delete, and moto does."""

from ecs_lookups import active_services
from moto.ecs.exceptions import ECSException
from moto.ecs.models import EC2ContainerServiceBackend
from wrapping import before


def install() -> None:
    before(EC2ContainerServiceBackend, "delete_cluster", _check_no_services)


def _check_no_services(backend, given) -> None:
    """AWS: ClusterContainsServicesException while a service is active (terraform retries it for ten minutes)."""
    cluster = backend._get_cluster(given["cluster_str"])
    if any(service.cluster_arn == cluster.arn for service in active_services(backend)):
        raise ECSException("ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.")
