"""nginx, which stands in front of the dashboard on a server. Run as a module, it installs it where apt is at hand."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.app import ROOT, free_port
from tests.browser.chromium import install_packages

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
_CERTIFICATE = ROOT / "tests" / "live" / "only_for_tests.pem"
_AROUND = """{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/kinderwerk.conf;
}}
"""


def require_nginx() -> str:
    """Return the command of nginx; without it a test is skipped, or failed where CI should have installed it."""
    # Debian puts it where only root looks.
    command = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if command:
        return command
    if os.environ.get("CI"):
        pytest.fail("nginx is not installed")
    pytest.skip("nginx is not installed: the proxy cannot be tried")


@contextmanager
def running_proxy(folder: Path, ports: Sequence[int], login: str = "") -> Iterator[int]:
    """Start nginx as deploy/ sets it up, before two processes on `ports`; yield the port of its TLS.

    `login` is what stands in the file for who logs in before the proxy.
    """
    port, plain = free_port(), free_port()
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = re.sub(r"listen 443 ", f"listen 127.0.0.1:{port} ", text)
    text = text.replace("listen 80 ", f"listen 127.0.0.1:{plain} ").replace("/var/log/nginx", str(folder))
    text = re.sub(r"/etc/nginx/tls/\w+\.pem", str(_CERTIFICATE), text)
    for number, of_process in enumerate(ports, 1):
        text = re.sub(rf"kinderwerk-{number}:\d+", f"127.0.0.1:{of_process}", text)
    if login:
        (folder / "login").mkdir()
        (folder / "login" / "login.conf").write_text(login, encoding="utf-8")
    text = text.replace("/etc/nginx/kinderwerk/", f"{folder}/login/")
    (folder / "kinderwerk.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    around = folder / "nginx.conf"
    around.write_text(_AROUND.format(user=user, folder=folder), encoding="utf-8")
    command = [require_nginx(), "-p", str(folder), "-c", str(around)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    server = subprocess.Popen(command)
    try:
        end = time.monotonic() + 30
        # `-t` made it, empty; with a number in it nginx listens.
        while not (folder / "nginx.pid").stat().st_size:
            assert server.poll() is None and time.monotonic() < end, (folder / "error.log").read_text()
            time.sleep(0.02)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def install_nginx() -> bool:
    """Install nginx where it is absent; return whether it is there now."""
    try:
        return shutil.which("nginx", path="/usr/sbin:/usr/bin") is not None or install_packages("nginx")
    except subprocess.CalledProcessError:
        # No network, or no right to install: the other tests need not wait for that.
        return False


if __name__ == "__main__":
    if not install_nginx():
        sys.stderr.write("nginx is not installed: the tests of the proxy are skipped.\n")
