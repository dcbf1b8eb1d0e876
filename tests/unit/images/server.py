"""A web server of pictures on this machine, for one test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the path, and remembers what was asked."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer."""
        self.server.asked.append((self.path, {**self.headers}))
        answer = self.server.answers.get(self.path)
        if answer is None:
            self.send_error(404)
        else:
            answer(self)

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send an answer; in names of headers `_` stands for `-`."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Has an answer for each path, and for all others that there is nothing."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Paths and headers, oldest first."""
        self.closing = Event()

    @property
    def address(self) -> str:
        """What stands before a path."""
        return f"http://127.0.0.1:{self.server_port}"

    def give(self, path: str, body: bytes, **headers: str) -> str:
        """Answer a path with a body; return the address."""
        self.answers[path] = lambda handler: handler.send(body, 200, **headers)
        return self.address + path

    def drip(self, path: str, body: bytes, gap: float) -> str:
        """Answer a path byte by byte, with gaps of some seconds; return the address."""

        def answer(handler: Handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            for byte in body:
                if self.closing.wait(gap):
                    return
                try:
                    handler.wfile.write(bytes([byte]))
                except OSError:
                    return

        self.answers[path] = answer
        return self.address + path


@contextmanager
def serving() -> Iterator[Server]:
    """Serve as long as the context lasts."""
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
