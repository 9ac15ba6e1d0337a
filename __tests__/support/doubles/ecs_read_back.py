"""What ECS answers instead of what it was sent: `ecs_read_back.json`, done."""

import json
from copy import deepcopy
from pathlib import Path

_RULES = json.loads(Path(__file__).with_name("ecs_read_back.json").read_text())


def containers_as_read_back(containers: list, is_awsvpc: bool) -> list:
    facts = {"networkMode": "awsvpc" if is_awsvpc else "bridge"}
    return [_as_read_back("containers", container, facts) for container in containers]


def service_as_read_back(service: dict) -> dict:
    deployment = service.get("deploymentConfiguration") or {}
    return _as_read_back("service", service, {"withoutRoom": deployment.get("maximumPercent", 200) <= 100})


def _as_read_back(table: str, sent: dict, facts: dict) -> dict:
    answer = deepcopy(sent)
    for rule in _RULES[table]:
        if all(facts.get(fact) == value for fact, value in rule.get("when", {}).items()):
            _apply(rule, answer, rule["at"])
    return answer


def _apply(rule: dict, whole: dict, at: str) -> None:
    head, _, rest = at.partition(".")
    name = head.removesuffix("[]")
    if head.endswith("[]") and not rest:
        whole[name] = [each for each in whole.get(name) or [] if not _holds(each, rule["drop"])]
    elif rest:
        below = whole.get(name)
        for each in below if isinstance(below, list) else [below]:
            if isinstance(each, dict):
                _apply(rule, each, rest)
    else:
        _apply_here(rule, whole, name)


def _apply_here(rule: dict, whole: dict, name: str) -> None:
    if "absent" in rule and whole.get(name) is None:
        whole[name] = deepcopy(rule["absent"])
    elif "drop" in rule and name in whole and whole[name] == rule["drop"]:
        del whole[name]
    elif "same" in rule:
        whole[name] = whole[rule["same"]]
    elif "order" in rule and whole.get(name):
        by = rule.get("by")
        # Where AWS promises no order, the reverse of the one that is mostly written.
        whole[name] = sorted(whole[name], key=lambda item: item[by] if by else item, reverse=rule["order"] == "any")


def _holds(item: dict, members: dict) -> bool:
    return all(item.get(name) == value for name, value in members.items())
