"""All patches of moto, installed once at the start."""

import autoscaling
import ec2
import ec2_deletion
import ecs_deletion
import ecs_roll
import ecs_service
import ecs_service_refusals
import ecs_service_token
import ecs_task
import ecs_task_definition
import ecs_task_definition_refusals
import elbv2
import iam
import route53
import s3
import servicediscovery

_MODULES = (
    autoscaling,
    ec2,
    ec2_deletion,
    # In the order in which they run for one call: what is refused is never stored.
    ecs_deletion,
    ecs_roll,
    ecs_service,
    ecs_service_refusals,
    # Around the refusals: a name is not in use by the one who asks again.
    ecs_service_token,
    ecs_task,
    ecs_task_definition,
    ecs_task_definition_refusals,
    elbv2,
    iam,
    route53,
    s3,
    servicediscovery,
)


def install_patches() -> None:
    for module in _MODULES:
        module.install()
