"""EC2: the description of rules and the state of IPv6 blocks that moto loses, and what AWS refuses to make without an internet gateway."""

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from wrapping import before


def install() -> None:
    _install_rule_descriptions()
    _install_ipv6_blocks()
    before(EC2Backend, "create_nat_gateway", _check_internet_gateway)


def _install_rule_descriptions() -> None:
    """moto reads a rule's description from its CIDR only; a rule for a group or a prefix list loses it: drift."""
    plain_init = SecurityGroupRule.__init__

    def init(self, *args, **kwargs):
        plain_init(self, *args, **kwargs)
        prefix_list = kwargs.get("prefix_list_id", args[7] if len(args) > 7 else None) or {}
        self.meshwright_prefix_list_description = prefix_list.get("Description")

    def description(self):
        return (
            self.ip_range.get("Description")
            or self.source_group.get("Description")
            or self.meshwright_prefix_list_description
        )

    SecurityGroupRule.__init__ = init
    SecurityGroupRule.description = property(description)


def _install_ipv6_blocks() -> None:
    """The provider asks for a subnet by the association of its block, which moto does not know as a filter."""
    Subnet.ipv6_cidr_block_association_set = property(_ipv6_associations)
    plain = Subnet.get_filter_value

    def get_filter_value(self, filter_name, method_name=None):
        if filter_name == "ipv6-cidr-block-association.association-id":
            return list(self.ipv6_cidr_block_associations)
        return plain(self, filter_name, method_name)

    Subnet.get_filter_value = get_filter_value


def _ipv6_associations(subnet: Subnet) -> list[dict]:
    """moto wraps the state of a block twice, so that no client finds it, and the provider waits for ever."""
    return [
        {
            "ipv6CidrBlock": each["ipv6CidrBlock"],
            "associationId": each["associationId"],
            "ipv6CidrBlockState": {"state": each["ipv6CidrBlockState"]["State"]},
        }
        for each in subnet.ipv6_cidr_block_associations.values()
        if each["ipv6CidrBlockState"]["State"] == "associated"
    ]


def has_internet_gateway(backend: EC2Backend, vpc_id: str) -> bool:
    gateways = backend.internet_gateways.values()
    return any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in gateways)


def _check_internet_gateway(backend: EC2Backend, given) -> None:
    """AWS makes the NAT gateway and lets it fail a minute later; here it is refused at once."""
    vpc_id = backend.get_subnet(given["subnet_id"]).vpc_id
    if given["connectivity_type"] != "private" and not has_internet_gateway(backend, vpc_id):
        raise EC2ClientError("Gateway.NotAttached", f"Network {vpc_id} has no Internet gateway attached")
