"""Starts the AWS doubles: one process, one port, moto with our patches, App Mesh and a log of every call.

    python aws.py <log file>

Prints one JSON line {"port": ...} when it serves, and ends when its standard input closes: so it goes with the test
process that started it, however that one ends.
"""

import json
import os
import re
import sys
import threading

# moto reads these while it is imported. Without the managed policies, attaching AWSXRayDaemonWriteAccess is a 404.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from access_log import AccessLog  # noqa: E402
from app_mesh import PATH_PREFIX, app_mesh  # noqa: E402
from bridge import PATH as BRIDGE_PATH, Bridge  # noqa: E402
from cuts import Cuts  # noqa: E402
from moto.server import DomainDispatcherApplication, create_backend_app  # noqa: E402
from one_write import OneWriteHandler  # noqa: E402
from patches import install_patches  # noqa: E402
from repeats import Repeats  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402
from xray import xray  # noqa: E402


_BUCKET_HOST = re.compile(r"(.+)\.(127\.0\.0\.1:\d+)")
_ORIGIN = re.compile(r"^https?://[^/]+")


def router(log_file: str):
    """App Mesh's paths are its own; all other services are told apart by the request's signature."""
    mesh, traces, moto = app_mesh(), xray(), DomainDispatcherApplication(create_backend_app)
    bridge = Bridge()

    def signed_apis(environ, start_response):
        if environ["PATH_INFO"].startswith(PATH_PREFIX):
            return mesh(environ, start_response)
        is_xray = "/xray/aws4_request" in environ.get("HTTP_AUTHORIZATION", "")
        return (traces if is_xray else moto)(environ, start_response)

    # Outermost first: what is cut off was answered, and what is repeated is logged.
    logged = Cuts(AccessLog(Repeats(signed_apis), log_file))

    def route(environ, start_response):
        bucket_into_path(environ)
        app = bridge if environ["PATH_INFO"] == BRIDGE_PATH else logged
        return app(environ, start_response)

    return route


def bucket_into_path(environ) -> None:
    """S3 asked as http://BUCKET.127.0.0.1:PORT/KEY, through us as the HTTP proxy: make it /BUCKET/KEY."""
    match = _BUCKET_HOST.fullmatch(environ.get("HTTP_HOST", ""))
    if match:
        environ["HTTP_HOST"] = match[2]
        environ["PATH_INFO"] = f"/{match[1]}{environ['PATH_INFO']}"
        environ["RAW_URI"] = environ["REQUEST_URI"] = "/" + match[1] + (_ORIGIN.sub("", environ["RAW_URI"]) or "/")


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    install_patches()
    server = make_server("127.0.0.1", 0, router(sys.argv[1]), threaded=True, request_handler=OneWriteHandler)
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
