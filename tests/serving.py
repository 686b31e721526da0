"""What tests and benchmarks do with a server of their own: find it a port, wait for it, end it."""

import random
import socket
import subprocess
import time
import urllib.request

# Below the ports that systems lend to outgoing connections: those come and go while a server starts.
PORTS = range(20_000, 30_000)


def free_port() -> int:
    for port in random.Random().sample(PORTS, 100):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port was found")


def stop(server: subprocess.Popen) -> None:
    """End a server; one that waits for a browser to hang up is not waited for."""
    server.terminate()
    try:
        server.wait(timeout=3)
    except subprocess.TimeoutExpired:
        server.kill()


def await_health(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within a minute")
