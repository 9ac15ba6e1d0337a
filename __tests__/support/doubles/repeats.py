"""A call that is asked again gets the answer that it got before.

An SDK asks again where an answer got lost, with the `amz-sdk-invocation-id` of the first time. To run such a call twice
would be refused (`mesh already exists`) or make two things of one.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Event, Lock

# An SDK asks again within seconds, and a deploy round makes 150 calls in its busiest second.
KEPT_ANSWERS = 2_000
KEPT_BYTES = 32 * 1024 * 1024


@dataclass
class _Call:
    """One call, from its first request on."""

    ended: Event = field(default_factory=Event)
    status: str = ""
    headers: list = field(default_factory=list)
    body: bytes = b""
    operation: str | None = None
    error: Exception | None = None


class Repeats:
    def __init__(self, app, kept_answers: int = KEPT_ANSWERS, kept_bytes: int = KEPT_BYTES):
        self._app = app
        self._kept_answers = kept_answers
        self._kept_bytes = kept_bytes
        self._running: dict = {}
        self._ended: OrderedDict = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __call__(self, environ, start_response):
        key = _key(environ)
        if key is None:
            return self._app(environ, start_response)
        call, is_first = self._find(key)
        if is_first:
            self._run(call, environ)
            self._keep(key, call)
        else:
            # The first request may still be under way when the second one arrives.
            call.ended.wait()
            environ["meshwright.operation"] = call.operation
            environ["meshwright.repeated"] = True
        if call.error:
            raise call.error
        start_response(call.status, list(call.headers))
        return [call.body]

    def _find(self, key: tuple) -> tuple:
        with self._lock:
            found = self._running.get(key) or self._ended.get(key)
            if found:
                return found, False
            call = self._running[key] = _Call()
            return call, True

    def _run(self, call: _Call, environ) -> None:
        def start_response(status, headers, _exc_info=None):
            call.status, call.headers = status, headers

        try:
            call.body = b"".join(self._app(environ, start_response))
        except Exception as error:
            call.error = error
        call.operation = environ.get("meshwright.operation")

    def _keep(self, key: tuple, call: _Call) -> None:
        with self._lock:
            self._ended[key] = self._running.pop(key)
            self._bytes += len(call.body)
            while len(self._ended) > self._kept_answers or self._bytes > self._kept_bytes:
                _, oldest = self._ended.popitem(last=False)
                self._bytes -= len(oldest.body)
        call.ended.set()


def _key(environ):
    """None for a client that is no SDK. With method and path, since one id may follow a redirect to another place."""
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
    return invocation and (invocation, environ["REQUEST_METHOD"], environ["RAW_URI"])
