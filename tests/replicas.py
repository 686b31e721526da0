"""Several servers of the app behind HAProxy, as docs/deploy.md has them, on this machine's own addresses."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import await_health, free_port, stop

ROOT = Path(__file__).parent.parent
CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"
HAPROXY = shutil.which("haproxy", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
SERVED_BY = "served-by"  # a header of these tests, with the replica's number
SECRET = "one-secret-of-all-replicas"


@dataclass
class Replica:
    """One server of the app: it can be killed, and started again at its port."""

    port: int = field(default_factory=free_port)
    script: str | None = None  # of Streamlit's own, in the place of the app
    process: subprocess.Popen | None = None

    def start(self) -> None:
        app = ("streamlit", "run", self.script) if self.script else ("dsviz.server",)
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *app, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "STREAMLIT_SERVER_COOKIE_SECRET": SECRET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def await_health(self) -> None:
        await_health(f"http://127.0.0.1:{self.port}/_stcore/health", self.process)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        stop(self.process)


@dataclass
class Class:
    """Replicas and the one address that stands before them."""

    address: str
    replicas: list[Replica]
    proxy: subprocess.Popen

    def await_return(self, replica: "Replica") -> None:
        """Wait until the proxy sends readers to a server again."""
        wanted, deadline = str(self.replicas.index(replica)), time.monotonic() + 30
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=10) as answer:
                if answer.headers[SERVED_BY] == wanted:
                    return
            time.sleep(0.2)
        raise AssertionError("the proxy does not take a server back that lives again")


def configured(replicas: list[Replica]) -> str:
    """The configuration with these servers in the place of those that a name stands for."""
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    (at,) = (at for at, line in enumerate(lines) if "server-template" in line)
    lines[at : at + 1] = [
        f"    server {i} 127.0.0.1:{each.port} check" for i, each in enumerate(replicas)
    ] + [f"    http-response set-header {SERVED_BY} %s"]
    return "\n".join(lines) + "\n"


@contextmanager
def behind_haproxy(count: int, script: str | None = None) -> Iterator[Class]:
    replicas = [Replica(script=script) for _ in range(count)]
    port = free_port()
    with ExitStack() as ending:
        for each in replicas:
            each.start()
            ending.callback(each.stop)
        for each in replicas:
            each.await_health()
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory()))
        (folder / "haproxy.cfg").write_text(configured(replicas), encoding="utf-8")
        proxy = subprocess.Popen(
            [HAPROXY, "-db", "-f", str(folder / "haproxy.cfg")],
            env={**os.environ, "DSVIZ_BIND": f"127.0.0.1:{port}", "DSVIZ_COOKIE_SECRET": SECRET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ending.callback(stop, proxy)
        await_health(f"http://127.0.0.1:{port}/_stcore/health", proxy)
        yield Class(f"http://127.0.0.1:{port}", replicas, proxy)
