"""A WSGI application for one REST-JSON API that we double ourselves: reads, validates, runs, answers."""

import json
import re
from threading import Lock
from urllib.parse import quote

from moto.iam.models import get_account_id_from
from service_model import ServiceModel, read_input, validate

_CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/")


class ApiError(Exception):
    """An error answer of the API."""

    def __init__(self, code: str, message: str, status: int = 400):
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class RestJsonDouble:
    """`new_store(account, region)` makes what one account holds in one region; `run(store, operation, input)` answers."""

    def __init__(self, service: str, new_store, run, invalid: str):
        self._model = ServiceModel(service)
        self._new_store = new_store
        self._run = run
        self._invalid = invalid
        self._stores: dict = {}
        self._lock = Lock()

    def __call__(self, environ, start_response):
        try:
            # One request at a time: terraform sends ten, and checks must see what the one before them did.
            with self._lock:
                status, headers, answer = 200, [], self._answer(environ)
        except ApiError as error:
            status, headers = error.status, [("x-amzn-ErrorType", error.code)]
            answer = {"message": error.message, "Message": error.message}
        body = json.dumps(answer).encode()
        headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response(f"{status} {'OK' if status == 200 else 'Error'}", headers)
        return [body]

    def _answer(self, environ) -> dict:
        # PATH_INFO is decoded, which would make two path elements of a name with %2F in it.
        raw_path = environ.get("RAW_URI", "").split("?")[0] or quote(environ["PATH_INFO"])
        operation, names = self._model.find_operation(environ["REQUEST_METHOD"], raw_path)
        if not operation:
            raise ApiError("UnknownOperationException", f"no operation {environ['REQUEST_METHOD']} {raw_path}", 404)
        environ["meshwright.operation"] = operation.name
        text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        given = read_input(operation, names, environ.get("QUERY_STRING", ""), json.loads(text or b"{}"))
        problems = validate(given, operation.input_shape)
        if problems:
            raise ApiError(self._invalid, "; ".join(problems))
        return self._run(self._store_of(environ), operation.name, given)

    def _store_of(self, environ):
        """Accounts and regions are kept apart, as moto keeps them."""
        match = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if not match:
            raise ApiError("MissingAuthenticationTokenException", "the request is not signed", 403)
        key = (get_account_id_from(match[1]), match[2])
        if key not in self._stores:
            self._stores[key] = self._new_store(*key)
        return self._stores[key]
