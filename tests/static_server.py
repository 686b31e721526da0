"""The published course behind nginx, as deploy/nginx.conf has it, where nginx is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import await_health, free_port, stop

CONFIGURATION = Path(__file__).parent.parent / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
KINDS = Path("/etc/nginx/mime.types")
# What Debian's own nginx.conf gives, less its places: any user may run this one.
MAIN = """{user}daemon off; pid {folder}/pid; error_log stderr; worker_processes 1;
events {{}}
http {{
  include {kinds}; access_log off; include {folder}/course.conf;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
}}
"""


def is_installed() -> bool:
    return NGINX is not None and KINDS.is_file()


@contextmanager
def behind_nginx(course: Path) -> Iterator[str]:
    """Serve a folder; the address is given."""
    port = free_port()
    text = CONFIGURATION.read_text(encoding="utf-8")
    for theirs, ours in (("listen 80;", f"listen 127.0.0.1:{port};"), ("/var/www/dsviz", str(course))):
        assert text.count(theirs) == 1
        text = text.replace(theirs, ours)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "course.conf").write_text(text, encoding="utf-8")
        user = "user root; " if os.geteuid() == 0 else ""  # the folder is its owner's alone
        main = Path(folder, "nginx.conf")
        main.write_text(MAIN.format(user=user, folder=folder, kinds=KINDS), encoding="utf-8")
        with subprocess.Popen([str(NGINX), "-e", "stderr", "-c", str(main)]) as server:
            try:
                await_health(f"http://127.0.0.1:{port}/", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                stop(server)
