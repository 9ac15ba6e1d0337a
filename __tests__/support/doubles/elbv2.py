"""ELBv2: answers of moto that differ from AWS's, and what AWS refuses."""

import moto.elbv2.models as models
from ec2 import has_internet_gateway
from moto.elbv2.exceptions import ELBClientError, InvalidConfigurationRequest, ValidationError
from moto.elbv2.models import ELBv2Backend
from wrapping import after, before

_MAX_NAME = 32


def install() -> None:
    before(ELBv2Backend, "create_load_balancer", _fill_in_scheme)
    before(ELBv2Backend, "create_load_balancer", _check_name)
    before(ELBv2Backend, "create_load_balancer", _check_zones)
    before(ELBv2Backend, "create_load_balancer", _check_security_groups)
    before(ELBv2Backend, "create_load_balancer", _check_internet_gateway)
    after(ELBv2Backend, "create_load_balancer", lambda _, balancer: balancer.activate())
    before(ELBv2Backend, "create_listener", _check_certificate)
    after(ELBv2Backend, "modify_listener", _follow_listeners)
    before(ELBv2Backend, "delete_load_balancer", _check_deletion_protection)
    before(ELBv2Backend, "create_target_group", _check_name)
    _install_network_arn()


def _install_network_arn() -> None:
    """AWS writes the type into the ARN, and metrics dimensions are cut out of it; moto writes app always."""
    plain_make = models.make_arn_for_load_balancer
    plain_create = ELBv2Backend.create_load_balancer

    def create_load_balancer(self, *args, **kwargs):
        kind = kwargs.get("loadbalancer_type") or "application"
        path = {"application": "app", "network": "net", "gateway": "gwy"}[kind]
        models.make_arn_for_load_balancer = lambda **names: plain_make(**names).replace("/app/", f"/{path}/")
        try:
            return plain_create(self, *args, **kwargs)
        finally:
            models.make_arn_for_load_balancer = plain_make

    ELBv2Backend.create_load_balancer = create_load_balancer


def _fill_in_scheme(_backend, given) -> None:
    """moto answers without a scheme if none was sent; AWS takes internet-facing."""
    given["scheme"] = given["scheme"] or "internet-facing"


def _check_name(_backend, given) -> None:
    """AWS: 32 characters, letters, digits and hyphens, none at the ends."""
    name = given["name"]
    if len(name) > _MAX_NAME:
        raise ValidationError(f"The name '{name}' cannot be longer than '{_MAX_NAME}' characters")
    if name != name.strip("-") or not name.replace("-", "").isalnum() or name.startswith("internal-"):
        raise ValidationError(f"The name '{name}' has characters or a beginning that are not allowed")


def _subnets(backend: ELBv2Backend, given) -> list:
    mapped = [mapping["SubnetId"] for mapping in given["subnet_mappings"] or []]
    return [backend.ec2_backend.get_subnet(subnet_id) for subnet_id in [*(given["subnet_ids"] or []), *mapped]]


def _check_zones(backend: ELBv2Backend, given) -> None:
    """AWS: an application load balancer stands in two zones at least, and in one subnet of each."""
    zones = [subnet.availability_zone for subnet in _subnets(backend, given)]
    if len(set(zones)) != len(zones):
        raise InvalidConfigurationRequest(
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
        )
    if (given["loadbalancer_type"] or "application") == "application" and len(zones) < 2:
        raise ValidationError("At least two subnets in two different Availability Zones must be specified")


def _check_security_groups(backend: ELBv2Backend, given) -> None:
    for group_id in given["security_groups"] or []:
        if backend.ec2_backend.get_security_group_from_id(group_id) is None:
            raise ELBClientError("InvalidSecurityGroup", f"The security group '{group_id}' does not exist")


def _check_internet_gateway(backend: ELBv2Backend, given) -> None:
    """AWS: what faces the internet needs the VPC's gateway to be attached already."""
    for subnet in _subnets(backend, given):
        if given["scheme"] != "internal" and not has_internet_gateway(backend.ec2_backend, subnet.vpc_id):
            raise ELBClientError("InvalidSubnet", f"VPC {subnet.vpc_id} has no internet gateway")


def _check_certificate(_backend, given) -> None:
    """AWS: a listener that speaks TLS has a certificate."""
    if given["protocol"] in ("HTTPS", "TLS") and not given["certificate"]:
        raise ValidationError(f"A certificate must be specified for {given['protocol']} listeners")


def _follow_listeners(backend: ELBv2Backend, _listener) -> None:
    """A group belongs to the load balancers whose listeners lead to it; moto learns that from CreateListener alone."""
    leads_to = {
        balancer.arn: {
            group
            for listener in balancer.listeners.values()
            for rule in listener.rules.values()
            for action in rule.actions
            for group in backend._get_target_group_arns_from(action_data=action.data)
        }
        for balancer in backend.load_balancers.values()
    }
    for group in backend.target_groups.values():
        group.load_balancer_arns = [balancer for balancer, groups in leads_to.items() if group.arn in groups]


def _check_deletion_protection(backend: ELBv2Backend, given) -> None:
    """AWS: protection is switched off first, in a change of its own."""
    balancer = backend.load_balancers.get(given["arn"])
    if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
        raise ELBClientError(
            "OperationNotPermitted",
            f"Load balancer '{given['arn']}' cannot be deleted because deletion protection is enabled",
        )
