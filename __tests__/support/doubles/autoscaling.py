"""Application Auto Scaling: tags, which moto lacks and the AWS provider needs; refusals of AWS that moto lacks.

Without ListTagsForResource an `aws_appautoscaling_target` can be neither applied, nor planned, nor destroyed.
"""

import json

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.exceptions import JsonRESTError
from wrapping import after, before


def install() -> None:
    _install_tags()
    before(ApplicationAutoscalingBackend, "register_scalable_target", _check_capacity_range)
    before(ApplicationAutoscalingBackend, "put_scaling_policy", _check_target_exists)
    before(ApplicationAutoscalingBackend, "deregister_scalable_target", _delete_policies)


def _install_tags() -> None:
    after(ApplicationAutoscalingBackend, "__init__", lambda backend, _: setattr(backend, "meshwright_tags", {}))
    plain_register = ApplicationAutoScalingResponse.register_scalable_target

    def register_scalable_target(self) -> str:
        answer = plain_register(self)
        if self._get_param("Tags"):
            _tags_of(self)[json.loads(answer)["ScalableTargetARN"]] = self._get_param("Tags")
        return answer

    def list_tags_for_resource(self) -> str:
        return json.dumps({"Tags": _tags_of(self).get(self._get_param("ResourceARN"), {})})

    def tag_resource(self) -> str:
        _tags_of(self).setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
        return "{}"

    def untag_resource(self) -> str:
        for key in self._get_param("TagKeys"):
            _tags_of(self).get(self._get_param("ResourceARN"), {}).pop(key, None)
        return "{}"

    for method in (register_scalable_target, list_tags_for_resource, tag_resource, untag_resource):
        setattr(ApplicationAutoScalingResponse, method.__name__, method)


def _tags_of(response: ApplicationAutoScalingResponse) -> dict:
    return response.applicationautoscaling_backend.meshwright_tags


def _check_capacity_range(_backend, given) -> None:
    """AWS: ValidationException when the minimum is above the maximum."""
    low, high = given["min_capacity"], given["max_capacity"]
    if low is not None and high is not None and low > high:
        raise AWSValidationException("Maximum capacity cannot be less than minimum capacity")


def _check_target_exists(backend, given) -> None:
    """AWS: ObjectNotFoundException for a policy of something that is no scalable target."""
    if not backend._scalable_target_exists(given["resource_id"], given["scalable_dimension"]):
        raise JsonRESTError(
            "ObjectNotFoundException",
            f"No scalable target registered for service namespace: {given['service_namespace']}, "
            f"resource ID: {given['resource_id']}, scalable dimension: {given['scalable_dimension']}",
        )


def _delete_policies(backend, given) -> None:
    """AWS deletes a target's policies (and their alarms) with it."""
    for policy in list(backend.policies.values()):
        if policy.resource_id == given["r_id"] and policy.scalable_dimension == given["dimension"]:
            backend.delete_scaling_policy(
                policy.policy_name, policy.service_namespace, policy.resource_id, policy.scalable_dimension
            )
