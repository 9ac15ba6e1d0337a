"""ECS services: a CreateService that is asked again, with the token of the first time, is answered as it was then.

An SDK asks again where the answer got lost, which happens on a machine under load. AWS tells such a request by its
`clientToken` (API reference of CreateService); moto does not read it, and the name would be in use.
"""

from threading import Lock

from ecs_lookups import active_services
from moto.core.responses import ActionResult
from moto.ecs.responses import EC2ContainerServiceResponse

_lock = Lock()
_made = {}


def install() -> None:
    original = EC2ContainerServiceResponse.create_service

    def create_once(self):
        given = self._get_params()
        token = given.get("clientToken")
        # The first one may still be under way when the second arrives.
        with _lock:
            asked, service = _made.get(token, (None, None))
            if asked == given and service in active_services(self.ecs_backend):
                return ActionResult({"service": service})
            result = original(self)
            if token:
                _made[token] = (given, result._result["service"])
            return result

    EC2ContainerServiceResponse.create_service = create_once
