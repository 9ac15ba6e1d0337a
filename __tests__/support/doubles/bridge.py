"""Lets a test call any AWS API of the doubles with botocore, so that TypeScript needs no AWS SDK.

POST {"service", "operation", "parameters", "region"} -> {"result"} or {"error": {"code", "message", "status"}}.
"""

import json
from functools import lru_cache

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody

PATH = "/doubles/call"
USER_AGENT = "meshwright-test"


@lru_cache(maxsize=None)
def _client(service: str, region: str, endpoint: str):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        # No checks on this side: a test of a refusal must reach the double.
        config=Config(
            user_agent_extra=USER_AGENT,
            parameter_validation=False,
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
        ),
    )


class Bridge:
    def __call__(self, environ, start_response):
        asked = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        body = json.dumps(_call(asked, f"http://127.0.0.1:{environ['SERVER_PORT']}"), default=_plain).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]


def _call(asked: dict, endpoint: str) -> dict:
    try:
        client = _client(asked["service"], asked["region"], endpoint)
        result = getattr(client, xform_name(asked["operation"]))(**asked["parameters"])
        result.pop("ResponseMetadata", None)
        return {"result": result}
    except ClientError as error:
        said = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"code": said["Code"], "message": said.get("Message", ""), "status": status}}
    except Exception as error:  # Whatever botocore says of the request or of the answer is the test's to see.
        return {"error": {"code": type(error).__name__, "message": str(error), "status": 0}}


def _plain(value):
    """What JSON cannot say: an object's content, a date."""
    return value.read().decode() if isinstance(value, StreamingBody) else str(value)
