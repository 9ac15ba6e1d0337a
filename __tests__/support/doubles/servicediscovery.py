"""Cloud Map: what AWS refuses, and moto accepts."""

from moto.core.exceptions import JsonRESTError
from moto.ec2.exceptions import InvalidVPCIdError
from moto.ec2.models import ec2_backends
from moto.route53.models import route53_backends
from moto.servicediscovery.exceptions import ConflictingDomainExists, InvalidInput, ServiceNotFound
from moto.servicediscovery.models import ServiceDiscoveryBackend
from moto.utilities.utils import get_partition
from wrapping import before


def install() -> None:
    _give_zones()
    before(ServiceDiscoveryBackend, "create_private_dns_namespace", _check_vpc)
    before(ServiceDiscoveryBackend, "create_service", _check_namespace)
    before(ServiceDiscoveryBackend, "create_service", _check_name_free)
    before(ServiceDiscoveryBackend, "delete_namespace", _check_no_services)
    before(ServiceDiscoveryBackend, "delete_service", _check_no_instances)
    before(ServiceDiscoveryBackend, "register_instance", _check_attributes)
    before(ServiceDiscoveryBackend, "register_instance", _replace_instance)


def _check_vpc(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: InvalidInput for a VPC that is not there."""
    try:
        ec2_backends[backend.account_id][backend.region_name].get_vpc(given["vpc"])
    except InvalidVPCIdError:
        raise InvalidInput(f"The VPC that you specified does not exist: {given['vpc']}") from None


def _give_zones() -> None:
    """AWS: a VPC may have namespaces of several names. Each has a private zone of its name and VPC, which goes with it.

    moto takes one namespace for each VPC, and makes a zone of another name without a VPC, which stays. AWS gives its id
    alone, and not a path.
    """
    create = ServiceDiscoveryBackend.create_private_dns_namespace
    delete = ServiceDiscoveryBackend.delete_namespace

    def create_with_zone(self, name, creator_request_id, description, vpc, tags, properties):
        others = self.namespaces
        if any(each.vpc == vpc and each.name == name for each in others.values()):
            raise ConflictingDomainExists(vpc)
        self.namespaces = {}
        try:
            operation = create(self, name, creator_request_id, description, vpc, tags, properties)
            for namespace in self.namespaces.values():
                properties = namespace.dns_properties
                properties["HostedZoneId"] = properties["HostedZoneId"].removeprefix("/hostedzone/")
                zone = _zones(self)[properties["HostedZoneId"]]
                zone.name = f"{name}."
                for record in zone.rrsets:
                    record.name = zone.name
                zone.add_vpc(vpc, self.region_name)
        finally:
            self.namespaces = {**others, **self.namespaces}
        return operation

    def delete_with_zone(self, namespace_id):
        namespace = self.namespaces.get(namespace_id)
        operation = delete(self, namespace_id)
        if namespace.dns_properties and namespace.dns_properties.get("HostedZoneId"):
            _zones(self).pop(namespace.dns_properties["HostedZoneId"], None)
        return operation

    ServiceDiscoveryBackend.create_private_dns_namespace = create_with_zone
    ServiceDiscoveryBackend.delete_namespace = delete_with_zone


def _zones(backend: ServiceDiscoveryBackend) -> dict:
    return route53_backends[backend.account_id][get_partition(backend.region_name)].zones


def _services_of(backend: ServiceDiscoveryBackend, namespace_id: str) -> list:
    return [service for service in backend.services.values() if service.namespace_id == namespace_id]


def _namespace_of(given) -> str:
    """A DNS service may name its namespace inside its DNS settings."""
    return given["namespace_id"] or (given["dns_config"] or {}).get("NamespaceId")


def _check_namespace(backend: ServiceDiscoveryBackend, given) -> None:
    backend.get_namespace(_namespace_of(given))


def _check_name_free(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: one service of a name in a namespace."""
    for service in _services_of(backend, _namespace_of(given)):
        if service.name == given["name"]:
            raise JsonRESTError("ServiceAlreadyExists", f"Service already exists: {service.id}")


def _check_no_services(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: a namespace goes after its services."""
    if _services_of(backend, given["namespace_id"]):
        raise JsonRESTError("ResourceInUse", f"Namespace has associated services: {given['namespace_id']}")


def _check_no_instances(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: a service goes after its instances (terraform's force_destroy deregisters them); an unknown one is an error."""
    service = backend.services.get(given["service_id"])
    if service is None:
        raise ServiceNotFound(given["service_id"])
    if service.instances:
        raise JsonRESTError("ResourceInUse", f"Service contains registered instances: {service.id}")


def _check_attributes(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: an A record needs an IPv4 address, an SRV record a port."""
    needed = {"A": "AWS_INSTANCE_IPV4", "SRV": "AWS_INSTANCE_PORT", "AAAA": "AWS_INSTANCE_IPV6", "CNAME": "AWS_INSTANCE_CNAME"}
    for record in (backend.get_service(given["service_id"]).dns_config or {}).get("DnsRecords", []):
        if needed[record["Type"]] not in given["attributes"]:
            raise InvalidInput(f"Attribute {needed[record['Type']]} is required for an {record['Type']} record")


def _replace_instance(backend: ServiceDiscoveryBackend, given) -> None:
    """AWS: registering an id again changes that instance; moto would have two, and one would outlive its removal."""
    service = backend.get_service(given["service_id"])
    service.instances = [i for i in service.instances if i.instance_id != given["instance_id"]]
