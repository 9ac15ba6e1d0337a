"""IAM: trust policies that AWS refuses, and moto takes."""

import json

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.models import IAMBackend
from wrapping import before


def install() -> None:
    before(IAMBackend, "create_role", lambda _, given: _check_trust(given["assume_role_policy_document"]))
    before(IAMBackend, "update_assume_role_policy", lambda _, given: _check_trust(given["policy_document"]))


def _check_trust(document: str) -> None:
    """AWS: JSON; each statement has an effect, a principal and actions of STS, and no resource."""
    try:
        statements = json.loads(document)["Statement"]
    except (ValueError, KeyError, TypeError):
        raise MalformedPolicyDocument("This policy contains invalid Json") from None
    for statement in [statements] if isinstance(statements, dict) else statements:
        if statement.get("Effect") not in ("Allow", "Deny"):
            raise MalformedPolicyDocument("Missing required field Effect")
        if "Principal" not in statement and "NotPrincipal" not in statement:
            raise MalformedPolicyDocument("AssumeRole policy must contain a Principal")
        if "Resource" in statement:
            raise MalformedPolicyDocument("Has prohibited field Resource")
        actions = statement.get("Action", [])
        for action in [actions] if isinstance(actions, str) else actions:
            if not action.startswith("sts:"):
                raise MalformedPolicyDocument("AssumeRole policy may only specify STS AssumeRole actions.")
