"""EC2: what AWS does not let you delete, and moto does. Terraform repeats a refused delete for minutes, then fails."""

from ecs_lookups import network_of, services_in_account
from ecs_roll import groups_of_leaving_tasks
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models import EC2Backend
from moto.elbv2.models import elbv2_backends
from wrapping import before


def install() -> None:
    before(EC2Backend, "delete_security_group", _check_group_unused)
    before(EC2Backend, "delete_subnet", _check_subnet_unused)
    before(EC2Backend, "detach_internet_gateway", _check_no_public_addresses)
    before(EC2Backend, "release_address", _check_address_unused)
    before(EC2Backend, "delete_vpc", _check_vpc_empty)


def _load_balancers(backend: EC2Backend) -> list:
    return list(elbv2_backends[backend.account_id][backend.region_name].load_balancers.values())


def _services(backend: EC2Backend) -> list:
    return services_in_account(backend.account_id, backend.region_name)


def _nat_gateways(backend: EC2Backend) -> list:
    return [gateway for gateway in backend.nat_gateways.values() if gateway.state != "deleted"]


def _endpoints(backend: EC2Backend) -> list:
    return [endpoint for endpoint in backend.vpc_end_points.values() if endpoint.state != "deleted"]


def _network_interfaces(backend: EC2Backend) -> list:
    """Without those of deleted NAT gateways, which moto leaves behind."""
    left_behind = {g._eni.id for g in backend.nat_gateways.values() if g.state == "deleted"}
    return [eni for eni in backend.enis.values() if eni.id not in left_behind]


def _check_group_unused(backend: EC2Backend, given) -> None:
    """AWS: a group is held by rules of other groups, network interfaces, load balancers, tasks and endpoints."""
    group_id = given["group_id"]
    group = backend.get_security_group_from_id(group_id) if group_id else None
    if group is None or group.is_default:
        return
    others = [g for groups in backend.groups.values() for g in groups.values() if g.id != group_id]
    rules = [rule for other in others for rule in (*other.ingress_rules, *other.egress_rules)]
    holders = [
        *(rule for rule in rules if rule.source_group.get("GroupId") == group_id),
        *(eni for eni in _network_interfaces(backend) if group_id in [g.id for g in eni.group_set]),
        *(balancer for balancer in _load_balancers(backend) if group_id in (balancer.security_groups or [])),
        *(service for service in _services(backend) if group_id in network_of(service).get("securityGroups", [])),
        *(endpoint for endpoint in _endpoints(backend) if group_id in endpoint.security_group_ids),
        *(group for group in groups_of_leaving_tasks() if group == group_id),
    ]
    if holders:
        raise DependencyViolationError(f"resource {group_id} has a dependent object")


def _check_subnet_unused(backend: EC2Backend, given) -> None:
    """AWS: a subnet is held by whatever has a network interface in it."""
    subnet_id = given["subnet_id"]
    holders = [
        *(balancer for balancer in _load_balancers(backend) if subnet_id in [s.id for s in balancer.subnets]),
        *(service for service in _services(backend) if subnet_id in network_of(service).get("subnets", [])),
        *(gateway for gateway in _nat_gateways(backend) if gateway.subnet_id == subnet_id),
        *(endpoint for endpoint in _endpoints(backend) if subnet_id in (endpoint.subnet_ids or [])),
        *(eni for eni in _network_interfaces(backend) if eni.subnet.id == subnet_id),
    ]
    if holders:
        raise DependencyViolationError(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")


def _check_no_public_addresses(backend: EC2Backend, given) -> None:
    """AWS: an internet gateway stays while something in the VPC has a public address."""
    vpc_id = given["vpc_id"]
    facing = [b for b in _load_balancers(backend) if b.vpc_id == vpc_id and b.scheme != "internal"]
    public = [g for g in _nat_gateways(backend) if g.vpc_id == vpc_id and g.connectivity_type != "private"]
    if facing or public:
        raise DependencyViolationError(
            f"Network {vpc_id} has some mapped public address(es). "
            "Please unmap those public address(es) before detaching the gateway."
        )


def _check_address_unused(backend: EC2Backend, given) -> None:
    """AWS: the address of a NAT gateway cannot be released before the gateway is gone."""
    for gateway in _nat_gateways(backend):
        if given["allocation_id"] in [address.get("allocationId") for address in gateway.address_set]:
            raise EC2ClientError("InvalidIPAddress.InUse", f"Address {given['allocation_id']} is in use.")


def _check_vpc_empty(backend: EC2Backend, given) -> None:
    """AWS: a VPC with a gateway, an endpoint or a group of its own stays. (moto sees to subnets and route tables.)"""
    vpc_id = given["vpc_id"]
    holders = [
        *(g for g in backend.internet_gateways.values() if g.vpc and g.vpc.id == vpc_id),
        *(g for g in backend.groups.get(vpc_id, {}).values() if not g.is_default),
        *(endpoint for endpoint in _endpoints(backend) if endpoint.vpc_id == vpc_id),
    ]
    if holders:
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
