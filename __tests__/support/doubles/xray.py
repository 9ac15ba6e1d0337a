"""The X-Ray API double: groups, sampling rules, encryption and tags, which moto lacks (it knows segments only)."""

import time
from dataclasses import dataclass, field

from moto.utilities.utils import get_partition
from rest_json import ApiError, RestJsonDouble


@dataclass
class Store:
    account: str
    region: str
    groups: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    encryption: dict = field(default_factory=lambda: {"Type": "NONE", "Status": "ACTIVE"})

    def arn(self, path: str) -> str:
        return f"arn:{get_partition(self.region)}:xray:{self.region}:{self.account}:{path}"


def xray() -> RestJsonDouble:
    return RestJsonDouble("xray", Store, lambda store, operation, given: _OPERATIONS[operation](store, given), _INVALID)


_INVALID = "InvalidRequestException"


def _find(things: dict, given: dict, what: str) -> str:
    """The key of what a request names by name or by ARN."""
    name, arn = given.get(f"{what}Name"), given.get(f"{what}ARN")
    for key, thing in things.items():
        if name == key or (arn and thing.get("SamplingRule", thing)[f"{what}ARN"] == arn):
            return key
    raise ApiError(_INVALID, f"{what} {name or arn} does not exist")


def _create_group(store: Store, given: dict) -> dict:
    name = given["GroupName"]
    if name in store.groups:
        raise ApiError(_INVALID, f"Group {name} already exists")
    arn = store.arn(f"group/{name}/{len(store.tags):026d}")
    insights = {"InsightsEnabled": False, "NotificationsEnabled": False, **given.get("InsightsConfiguration", {})}
    filter_expression = given.get("FilterExpression", "")
    store.groups[name] = {
        "GroupName": name,
        "GroupARN": arn,
        "FilterExpression": filter_expression,
        "InsightsConfiguration": insights,
    }
    store.tags[arn] = given.get("Tags", [])
    return {"Group": store.groups[name]}


def _update_group(store: Store, given: dict) -> dict:
    group = store.groups[_find(store.groups, given, "Group")]
    group["FilterExpression"] = given.get("FilterExpression", group["FilterExpression"])
    group["InsightsConfiguration"].update(given.get("InsightsConfiguration", {}))
    return {"Group": group}


def _get_group(store: Store, given: dict) -> dict:
    return {"Group": store.groups[_find(store.groups, given, "Group")]}


def _delete_group(store: Store, given: dict) -> dict:
    group = store.groups.pop(_find(store.groups, given, "Group"))
    store.tags.pop(group["GroupARN"])
    return {}


def _create_rule(store: Store, given: dict) -> dict:
    rule = dict(given["SamplingRule"])
    name = rule.get("RuleName")
    if not name or name in store.rules:
        raise ApiError(_INVALID, f"Sampling rule {name} already exists" if name else "A rule name is required")
    rule["RuleARN"] = store.arn(f"sampling-rule/{name}")
    rule.setdefault("Attributes", {})
    now = time.time()
    store.rules[name] = {"SamplingRule": rule, "CreatedAt": now, "ModifiedAt": now}
    store.tags[rule["RuleARN"]] = given.get("Tags", [])
    return {"SamplingRuleRecord": store.rules[name]}


def _update_rule(store: Store, given: dict) -> dict:
    update = given["SamplingRuleUpdate"]
    record = store.rules[_find(store.rules, update, "Rule")]
    record["SamplingRule"].update(update)
    record["ModifiedAt"] = time.time()
    return {"SamplingRuleRecord": record}


def _delete_rule(store: Store, given: dict) -> dict:
    record = store.rules.pop(_find(store.rules, given, "Rule"))
    store.tags.pop(record["SamplingRule"]["RuleARN"])
    return {"SamplingRuleRecord": record}


def _put_encryption(store: Store, given: dict) -> dict:
    if (given["Type"] == "KMS") != ("KeyId" in given):
        raise ApiError(_INVALID, "A key id is needed for type KMS, and for it alone")
    store.encryption = {**given, "Status": "ACTIVE"}
    return {"EncryptionConfig": store.encryption}


def _tags(store: Store, given: dict) -> list:
    if given["ResourceARN"] not in store.tags:
        raise ApiError("ResourceNotFoundException", f"{given['ResourceARN']} does not exist", 404)
    return store.tags[given["ResourceARN"]]


def _tag(store: Store, given: dict) -> dict:
    merged = {tag["Key"]: tag for tag in [*_tags(store, given), *given["Tags"]]}
    store.tags[given["ResourceARN"]] = list(merged.values())
    return {}


def _untag(store: Store, given: dict) -> dict:
    kept = [tag for tag in _tags(store, given) if tag["Key"] not in given["TagKeys"]]
    store.tags[given["ResourceARN"]] = kept
    return {}


_OPERATIONS = {
    "CreateGroup": _create_group,
    "UpdateGroup": _update_group,
    "GetGroup": _get_group,
    "GetGroups": lambda store, _: {"Groups": list(store.groups.values())},
    "DeleteGroup": _delete_group,
    "CreateSamplingRule": _create_rule,
    "UpdateSamplingRule": _update_rule,
    "GetSamplingRules": lambda store, _: {"SamplingRuleRecords": list(store.rules.values())},
    "DeleteSamplingRule": _delete_rule,
    "GetEncryptionConfig": lambda store, _: {"EncryptionConfig": store.encryption},
    "PutEncryptionConfig": _put_encryption,
    "ListTagsForResource": lambda store, given: {"Tags": _tags(store, given)},
    "TagResource": _tag,
    "UntagResource": _untag,
}
