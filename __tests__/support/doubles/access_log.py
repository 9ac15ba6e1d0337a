"""One JSON line per call: what was asked of which service, and how it was answered.

Tests read it to demand that nothing was answered 5xx, and to list the calls that a change makes.
"""

import io
import json
import re
import traceback
from threading import Lock
from urllib.parse import parse_qs

from bridge import USER_AGENT

_SCOPE = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")
_ERROR_CODE = re.compile(rb"<Code>([^<]+)</Code>|\"__type\": ?\"(?:[^\"#]*#)?([^\"]+)\"")


class AccessLog:
    def __init__(self, app, log_file: str):
        self._app = app
        self._file = open(log_file, "a", encoding="utf-8")
        self._lock = Lock()

    def __call__(self, environ, start_response):
        call = _read_request(environ)
        answer = {}

        def note_start(status, headers, exc_info=None):
            answer.update(status=int(status.split()[0]), headers=dict(headers))
            return start_response(status, headers, exc_info)

        try:
            body = b"".join(self._app(environ, note_start))
        except Exception:
            traceback.print_exc()
            body = b"the double failed, see its error output"
            note_start("500 Internal Server Error", [("Content-Length", str(len(body)))])
        environ["meshwright.operation"] = call["operation"] = environ.get("meshwright.operation") or call["operation"]
        call["repeated"] = environ.get("meshwright.repeated", False)
        self._write(call, answer, body)
        return [body]

    def _write(self, call: dict, answer: dict, body: bytes) -> None:
        call["status"] = answer["status"]
        if answer["status"] >= 400:
            found = _ERROR_CODE.search(body)
            named = answer["headers"].get("x-amzn-ErrorType")
            call["error"] = named or (next(part for part in found.groups() if part).decode() if found else None)
        with self._lock:
            self._file.write(json.dumps(call) + "\n")
            self._file.flush()


def _read_request(environ) -> dict:
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return {
        "service": scope[2] if scope else None,
        "operation": _operation(environ),
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"],
        "byTest": USER_AGENT in environ.get("HTTP_USER_AGENT", ""),
    }


def _operation(environ):
    """JSON services name it in a header, query services in the body; the REST ones in method and path alone."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.split(".")[-1]
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return parse_qs(body.decode()).get("Action", [None])[0]
