"""The one command of AWS's command line that an output of ours holds, in front of the doubles: no machine needs `aws`.

describe-task-definition is asked of the doubles with botocore. The answer goes through JMESPath, as in AWS's own.
"""

import argparse

import botocore.session
import jmespath

parser = argparse.ArgumentParser()
parser.add_argument("service", choices=["ecs"])
parser.add_argument("operation", choices=["describe-task-definition"])
parser.add_argument("--region", required=True)
parser.add_argument("--task-definition", required=True)
parser.add_argument("--query", required=True)
parser.add_argument("--output", choices=["text"], required=True)
words = parser.parse_args()

client = botocore.session.Session().create_client(words.service, region_name=words.region)
answer = client.describe_task_definition(taskDefinition=words.task_definition)
print(jmespath.search(words.query, answer))
