"""The HTTP side of the doubles: werkzeug's handler, with headers and body of an answer in one write."""

import socket
import struct

from werkzeug.serving import WSGIRequestHandler


class OneWriteHandler(WSGIRequestHandler):
    """werkzeug writes headers, then body, and says `Connection: close`.

    On a machine under load, about one Go client in 3,000 closed the connection between the two, and asked again.
    """

    # More than any answer: the largest that terraform asks for is a state of some 300 KB.
    wbufsize = 4 * 1024 * 1024

    def make_environ(self):
        # The "100 Continue" that was just written goes out now: the client waits for it before it sends the body.
        self.wfile.flush()
        return super().make_environ()

    def finish(self) -> None:
        """A client that is gone takes no answer. Closing the buffer would tell of it with a traceback."""
        try:
            super().finish()
        except ConnectionError:
            self.rfile.close()
        if getattr(self, "environ", {}).get("meshwright.reset"):
            # To close without lingering is a reset. Now, because the server says goodbye properly after this.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def log_request(self, *_args) -> None:
        """The access log has it."""
