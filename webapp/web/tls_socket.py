"""A TLS socket that one thread reads while another writes.

OpenSSL lets only one thread at a time work on a connection, and Python 3.11 does not see to it; a WebSocket always has
a reader and a writer. So both take a lock, and neither waits while holding it.
"""

import select
import ssl
import threading


class SharedTlsSocket:
    """The part of a socket that simple-websocket uses, on top of a TLS socket that it takes over."""

    def __init__(self, connection: ssl.SSLSocket) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        connection.setblocking(False)

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes as soon as there are some; nothing at the end."""
        while True:
            try:
                with self._lock:
                    return self._connection.recv(size)
            except ssl.SSLError as error:
                self._wait(error)

    def send(self, data: bytes) -> int:
        """Send all of `data`; return its length."""
        rest = memoryview(data)
        while rest:
            try:
                with self._lock:
                    sent = self._connection.send(rest)
                rest = rest[sent:]
            except ssl.SSLError as error:
                self._wait(error)
        return len(data)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _wait(self, error: ssl.SSLError) -> None:
        if not isinstance(error, ssl.SSLWantReadError | ssl.SSLWantWriteError):
            raise error
        number = self._connection.fileno()
        if number < 0:
            raise OSError("closed") from error
        reads = isinstance(error, ssl.SSLWantReadError)
        select.select([number] if reads else [], [] if reads else [number], [], 1.0)
