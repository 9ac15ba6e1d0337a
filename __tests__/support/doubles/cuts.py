"""Answers that get lost on purpose: POST /doubles/cut {"operation"} cuts off the next answer to that operation.

The double does what is asked, sends the headers, and resets the connection before the body. (After a plain close the
AWS provider gives up at once: `decomposing response: unexpected EOF`.)
"""

import json
from collections import Counter
from threading import Lock

PATH = "/doubles/cut"


class Cuts:
    def __init__(self, app):
        self._app = app
        self._asked: Counter = Counter()
        self._lock = Lock()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == PATH:
            return self._ask(environ, start_response)
        body = self._app(environ, start_response)
        return _broken_off(environ) if self._is_next(environ.get("meshwright.operation")) else body

    def _ask(self, environ, start_response):
        asked = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        with self._lock:
            self._asked[asked["operation"]] += 1
        start_response("204 No Content", [])
        return [b""]

    def _is_next(self, operation) -> bool:
        with self._lock:
            if not self._asked[operation]:
                return False
            self._asked[operation] -= 1
            return True


def _broken_off(environ):
    # The empty part sends the headers.
    yield b""
    environ["meshwright.reset"] = True
    raise ConnectionAbortedError("cut off on purpose")
