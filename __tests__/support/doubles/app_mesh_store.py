"""What exists in the App Mesh double, for one account and region: resources by kind and name."""

import time
import uuid
from copy import deepcopy
from dataclasses import dataclass, field

from moto.utilities.utils import get_partition
from rest_json import ApiError

# Kind -> the names that identify one, outermost first. The ARN is built of the same names.
NAMES = {
    "mesh": ("meshName",),
    "virtualNode": ("meshName", "virtualNodeName"),
    "virtualRouter": ("meshName", "virtualRouterName"),
    "route": ("meshName", "virtualRouterName", "routeName"),
    "virtualService": ("meshName", "virtualServiceName"),
    "virtualGateway": ("meshName", "virtualGatewayName"),
    "gatewayRoute": ("meshName", "virtualGatewayName", "gatewayRouteName"),
}
PARENT = {"route": "virtualRouter", "gatewayRoute": "virtualGateway", "mesh": None}


def parent_of(kind: str):
    return PARENT.get(kind, "mesh")


_STATUS = {"NotFoundException": 404, "ForbiddenException": 403, "ConflictException": 409, "ResourceInUseException": 409}


class AppMeshError(ApiError):
    def __init__(self, code: str, message: str):
        super().__init__(code, message, _STATUS.get(code, 400))


@dataclass
class Resource:
    kind: str
    names: tuple
    spec: dict
    tags: dict
    arn: str
    owner: str
    uid: str = field(default_factory=lambda: str(uuid.uuid4()))
    version: int = 1
    created: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)

    def reference(self) -> dict:
        """The short form that lists use."""
        return {
            **dict(zip(NAMES[self.kind], self.names)),
            "arn": self.arn,
            "createdAt": self.created,
            "lastUpdatedAt": self.updated,
            "meshOwner": self.owner,
            "resourceOwner": self.owner,
            "version": self.version,
        }

    def describe(self, status: str = "ACTIVE") -> dict:
        reference = self.reference()
        names = {name: reference.pop(name) for name in NAMES[self.kind]}
        metadata = {**reference, "uid": self.uid}
        return {**names, "metadata": metadata, "spec": deepcopy(self.spec), "status": {"status": status}}


class Store:
    def __init__(self, account: str, region: str):
        self.account = account
        self.region = region
        self._resources: dict = {}

    def find(self, kind: str, *names: str):
        return self._resources.get((kind, names))

    def get(self, kind: str, *names: str) -> Resource:
        found = self.find(kind, *names)
        if not found:
            raise AppMeshError("NotFoundException", f"{kind} {'/'.join(names)} does not exist")
        return found

    def by_arn(self, arn: str) -> Resource:
        for resource in self._resources.values():
            if resource.arn == arn:
                return resource
        raise AppMeshError("NotFoundException", f"{arn} does not exist")

    def below(self, kind: str, *parents: str) -> list:
        """All of one kind whose names start with these, sorted by name."""
        found = [r for r in self._resources.values() if r.kind == kind and r.names[: len(parents)] == parents]
        return sorted(found, key=lambda resource: resource.names)

    def create(self, kind: str, names: tuple, spec: dict, tags: dict) -> Resource:
        if self.find(kind, *names):
            raise AppMeshError("ConflictException", f"{kind} {'/'.join(names)} already exists")
        resource = Resource(kind, names, spec, tags, self._arn(kind, names), self.account)
        self._resources[(kind, names)] = resource
        return resource

    def update(self, resource: Resource, spec: dict) -> None:
        resource.spec = spec
        resource.version += 1
        resource.updated = time.time()

    def delete(self, resource: Resource) -> None:
        del self._resources[(resource.kind, resource.names)]

    def _arn(self, kind: str, names: tuple) -> str:
        chain = {"route": ("mesh", "virtualRouter", "route"), "gatewayRoute": ("mesh", "virtualGateway", "gatewayRoute")}
        kinds = chain.get(kind, ("mesh",) if kind == "mesh" else ("mesh", kind))
        path = "/".join(f"{part}/{name}" for part, name in zip(kinds, names))
        return f"arn:{get_partition(self.region)}:appmesh:{self.region}:{self.account}:{path}"
