"""S3: a bucket policy that forbids plain HTTP lets the tests' own plain HTTP pass.

AWS would refuse it, and our state bucket's policy rightly says so (`aws:SecureTransport`). moto reads no conditions and
takes the statement for one that forbids everything to everybody. The double answers on loopback without TLS, so a
statement with just that condition is left out of moto's decision; what was put is still what is read back.
"""

import json

from moto.iam.access_control import IAMPolicy
from moto.s3.models import FakeBucket


def install() -> None:
    original = FakeBucket.get_permission

    def get_permission(self, action, resource):
        if self.policy is None:
            return original(self, action, resource)
        judged = _without_transport_rules(json.loads(self.policy))
        return IAMPolicy(json.dumps(judged)).is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission


def _without_transport_rules(policy: dict) -> dict:
    about_transport = {"Bool": {"aws:SecureTransport": "false"}}
    kept = [rule for rule in policy["Statement"] if rule.get("Condition") != about_transport]
    return {**policy, "Statement": kept}
