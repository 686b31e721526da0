"""What stands in deploy/ fits the code and itself; HAProxy's part is run, images and clusters are not."""

import os
import re
import subprocess
import threading
import tomllib
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from streamlit import config

from dsviz.course.publish import assets, course, write_course
from dsviz.server.uploads import PLACE, Bounds
from tests.replicas import CONFIGURATION, HAPROXY, SECRET, SERVED_BY, Replica, configured
from tests.serving import await_health, free_port, stop
from tests.static_server import behind_nginx, is_installed

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
HEALTH = "/_stcore/health"
PORT = 8501
with_haproxy = pytest.mark.skipif(HAPROXY is None, reason="HAProxy is not installed")


def text(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


def manifests():
    return {
        (each["kind"], each["metadata"]["name"]): each for each in yaml.safe_load_all(text("kubernetes.yaml"))
    }


def container(name):
    (one,) = manifests()["Deployment", name]["spec"]["template"]["spec"]["containers"]
    return one


def names(container):
    return {each["name"] for each in container["env"]}


def asked_of_the_environment():
    return set(re.findall(r"\$\{(\w+)", CONFIGURATION.read_text(encoding="utf-8"))) - {"NAME"}


def test_the_manifests_have_one_port_one_health_and_one_name():
    app, proxy = container("dsviz"), container("dsviz-haproxy")
    assert app["ports"] == [{"containerPort": PORT}]
    for probe in (app["readinessProbe"], app["livenessProbe"]):
        assert (probe["httpGet"]["path"], probe["httpGet"]["port"]) == (HEALTH, PORT)
    assert proxy["readinessProbe"]["httpGet"] == {"path": HEALTH, "port": 8080}
    services = manifests()
    assert services["Service", "dsviz"]["spec"]["clusterIP"] == "None"
    assert services["Service", "dsviz"]["spec"]["ports"] == [{"port": PORT}]
    assert services["Service", "dsviz-class"]["spec"]["ports"] == [{"port": 80, "targetPort": 8080}]
    for name in ("dsviz", "dsviz-haproxy"):
        spec = services["Deployment", name]["spec"]
        assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"] == {"app": name}
    assert services["Service", "dsviz-class"]["spec"]["selector"] == {"app": "dsviz-haproxy"}


def test_no_probe_takes_a_busy_server_for_dead_before_the_proxy_does():
    (patience,) = re.findall(r"^ *timeout check (\d+)s$", text("haproxy.cfg"), re.MULTILINE)
    app, proxy = container("dsviz"), container("dsviz-haproxy")
    probes = [app["readinessProbe"], app["livenessProbe"], proxy["readinessProbe"]]
    assert all(each["timeoutSeconds"] >= int(patience) == 10 for each in probes)
    assert all(each["failureThreshold"] == 6 for each in probes)
    assert f"--timeout={patience}s" in text("Containerfile")


def test_the_image_is_sent_what_it_copies_and_nothing_else():
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY (\S+) ", text("Containerfile"), re.MULTILINE)
    assert sent[1] == "*"
    assert [line[1:] for line in sent if line.startswith("!")] == copied


def test_the_image_has_the_extras_that_write_videos_and_slides():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (built,) = re.findall(r'^ARG EXTRAS="(.+)"$', text("Containerfile"), re.MULTILINE)
    pillow = "pillow==13.0.0"  # which the app has
    assert {*built.split(), pillow} == {*extras["optional-dependencies"]["slides"]}


def test_compose_has_the_same_parts():
    services = yaml.safe_load(text("compose.yaml"))["services"]
    assert services["dsviz"]["expose"] == [str(PORT)]
    assert services["dsviz"]["build"] == {"context": "..", "dockerfile": "deploy/Containerfile"}
    assert services["haproxy"]["ports"] == ["8080:8080"]
    assert services["haproxy"]["image"] == container("dsviz-haproxy")["image"]
    assert set(services["dsviz"]["environment"]) == names(container("dsviz"))
    assert set(services["haproxy"]["environment"]) == names(container("dsviz-haproxy"))
    assert services["dsviz"]["deploy"]["replicas"] == manifests()["Deployment", "dsviz"]["spec"]["replicas"]


def test_every_name_of_the_environment_is_one_that_is_read():
    known = {option.env_var for option in config._config_options_template.values()}
    in_image = re.findall(r"(STREAMLIT_\w+)=", text("Containerfile"))
    assert len(in_image) == 2
    assert {*in_image, *names(container("dsviz"))} <= known
    assert names(container("dsviz-haproxy")) <= asked_of_the_environment()
    assert asked_of_the_environment() == {"DSVIZ_BIND", "DSVIZ_COOKIE_SECRET", "DSVIZ_SERVERS"}


def test_the_image_has_what_the_server_needs():
    image = text("Containerfile")
    for name in re.findall(r"^COPY (\S+) \S+$", image, re.MULTILINE):
        assert (ROOT / name).exists()
    (torch,) = re.findall(r"torch==[\d.]+", image)
    assert f"{torch} " in (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert f"EXPOSE {PORT}" in image
    assert f"STREAMLIT_SERVER_PORT={PORT}" in image
    assert f"127.0.0.1:{PORT}{HEALTH}" in image
    assert (ROOT / "dsviz" / "server" / "__main__.py").is_file()


def test_the_proxy_has_the_bounds_of_the_server():
    proxy = CONFIGURATION.read_text(encoding="utf-8")
    assert f"gt {Bounds().per_minute} }}" in proxy
    assert PLACE in proxy
    assert f"GET {HEALTH}" in proxy
    assert f":{PORT} check" in proxy
    (most,) = re.findall(r"content-length\) gt (\d+)", proxy)
    largest = config.get_option("server.maxUploadSize") * 2**20
    assert largest == 120 * 2**20
    assert largest < int(most) < 1.1 * largest


class Small(BaseHTTPRequestHandler):
    """Stands in for a server of the app: healthy, and it takes every file."""

    def _answer(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    do_GET = do_PUT = _answer

    def log_message(self, *_):
        pass


@contextmanager
def proxied(count, tmp_path):
    small = [ThreadingHTTPServer(("127.0.0.1", 0), Small) for _ in range(count)]
    for each in small:
        threading.Thread(target=each.serve_forever, args=(0.05,), daemon=True).start()
    port, file = free_port(), tmp_path / "haproxy.cfg"
    file.write_text(configured([Replica(each.server_port) for each in small]), encoding="utf-8")
    environment = {**os.environ, "DSVIZ_BIND": f"127.0.0.1:{port}", "DSVIZ_COOKIE_SECRET": SECRET}
    with subprocess.Popen([HAPROXY, "-db", "-f", str(file)], env=environment) as proxy:
        try:
            await_health(f"http://127.0.0.1:{port}{HEALTH}", proxy)
            yield f"http://127.0.0.1:{port}", small
        finally:
            stop(proxy)
            for each in small:
                with suppress(OSError):
                    each.shutdown()
                    each.server_close()


def asked(address, method="GET", cookie="", length=1, encoding="identity"):
    body = {"data": b"x" * length} if method == "PUT" else {}
    headers = {"Cookie": cookie, "Accept-Encoding": encoding}
    request = urllib.request.Request(address, method=method, headers=headers, **body)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@with_haproxy
def test_haproxy_takes_the_configuration_as_it_stands():
    environment = {**os.environ, "DSVIZ_COOKIE_SECRET": SECRET}
    done = subprocess.run([HAPROXY, "-c", "-f", str(CONFIGURATION)], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert b"WARNING" not in done.stderr


@with_haproxy
def test_a_readers_cookie_leads_to_one_server_and_to_another_when_that_is_gone(tmp_path):
    with proxied(2, tmp_path) as (address, small):
        _, first = asked(address)
        cookie = first["Set-Cookie"].partition(";")[0]
        assert "HttpOnly" in first["Set-Cookie"]
        assert {asked(address, cookie=cookie)[1][SERVED_BY] for _ in range(6)} == {first[SERVED_BY]}
        # Readers without one, such as a class behind one address, are shared out.
        assert {asked(address)[1][SERVED_BY] for _ in range(6)} == {"0", "1"}
        gone = small[int(first[SERVED_BY])]
        gone.shutdown()
        gone.server_close()
        status, after = asked(address, cookie=cookie)
        assert (status, after[SERVED_BY] != first[SERVED_BY]) == (200, True)


@with_haproxy
def test_haproxy_counts_the_uploads_of_a_session_and_lets_no_giant_through(tmp_path):
    with proxied(1, tmp_path) as (address, _):
        one, other = (f"{address}/{PLACE}{session}/file" for session in ("one", "other"))
        most = Bounds().per_minute
        assert [asked(one, "PUT")[0] for _ in range(most + 2)] == [200] * most + [429] * 2
        assert asked(other, "PUT")[0] == 200
        assert asked(one, "GET")[0] == 200
        giant = urllib.request.Request(other, method="PUT", data=b"x")
        giant.add_unredirected_header("Content-length", str(140 * 2**20))
        with pytest.raises(urllib.error.HTTPError, match="413"):
            urllib.request.urlopen(giant, timeout=10)


@pytest.mark.skipif(not is_installed(), reason="nginx is not installed")
def test_nginx_sends_the_course_packed_and_its_assets_once(tmp_path):
    write_course(tmp_path, course(("standard",), ("en",)))
    asset, style = (f"assets/{name}" for name in sorted(assets(), key=lambda name: name[-2:] != "js"))
    with behind_nginx(tmp_path) as address:
        for name, kind in (("", "text/html"), ("en/standard.html", "text/html"), (style, "text/css")):
            status, told = asked(f"{address}/{name}", encoding="gzip")
            assert (status, told["Content-Encoding"], told.get_content_type()) == (200, "gzip", kind)
            assert told["Content-Security-Policy"].startswith("default-src 'self'; style-src")
            assert (
                told["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
            )
        status, told = asked(f"{address}/{asset}", encoding="gzip")
        assert (status, told["Content-Encoding"]) == (200, "gzip")
        assert "immutable" in told["Cache-Control"]
        assert asked(f"{address}/en/standard.html")[1]["Cache-Control"] == "no-cache"
        assert asked(f"{address}/en/none.html")[0] == 404
