"""The dashboard as deploy/ hosts it, from Debian's packages: nginx, two replicas, PostgreSQL, each
under the configuration that is there."""

import getpass
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.conftest import ROOT, free_port
from tests.conftest import postgres_program

DEPLOY = ROOT / "deploy"
TOKEN = "0123456789abcdef0123"
PASSWORD = "typed by nobody"
CONTACT = "mailto:security@council.example"
# The server as it is; the second with a rehearsal of one page, for tests that start replicas again
# and again: tests/app/test_server.py has it whole.
SERVE = "from streamlit.web.cli import main; main(prog_name='streamlit')"
SERVE_SOON = f"from lib.ui.server import rehearsal as r; r.PAGES = r.PAGES[:1]; {SERVE}"


@dataclass(kw_only=True)
class Replica:
    """A server of its own, on a port, with a log."""

    port: int
    log: Path
    env: dict[str, str]
    code: str
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Until it takes readers."""
        command = [sys.executable, "-c", self.code, "run", "server.py"]
        command += ["--server.port", str(self.port), "--logger.hideWelcomeMessage", "true"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    def until_ready(self) -> None:
        """As the deployment waits for it itself."""
        program = [sys.executable, str(DEPLOY / "systemd/until_ready.py")]
        subprocess.run([*program, str(self.port), "/readyz"], check=True)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """A machine that fails says SIGKILL, an upgrade SIGTERM."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None

    def counted(self, what: str) -> float:
        """A metric of it, 0 where nothing was counted."""
        asked = urllib.request.Request(
            f"http://localhost:{self.port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            found = re.search(rf"^{re.escape(what)} (\S+)$", answer.read().decode(), re.MULTILINE)
        return float(found[1]) if found else 0.0

    def readers(self) -> float:
        return self.counted("dashboard_sessions")


@dataclass(kw_only=True)
class Hosted:
    """base: its address by TLS. plain: without. embedder: who may show it in a frame. logs: what
    each program wrote."""

    base: str
    plain: str
    embedder: str
    replicas: tuple[Replica, Replica]
    logs: list[Path] = field(default_factory=list)

    def of(self) -> tuple[Replica, Replica]:
        """The replica that has a reader, and the other."""
        first, second = self.replicas
        return (first, second) if first.readers() else (second, first)


@contextmanager
def hosting(code: str = SERVE_SOON) -> Iterator[Hosted]:
    """All of it, on free ports; gone when the block is left."""
    folder = Path(tempfile.mkdtemp(prefix="hosted-"))
    embedder = f"http://127.0.0.1:{free_port()}"
    with database(folder) as url:
        env = os.environ | {
            "SCENARIOS_URL": url,
            "ALLOW_OPEN": "1",  # nobody signs in here, and nginx asks for others
            "FORWARDED_ALLOW_IPS": "127.0.0.1",
            "EMBED_ALLOWED": embedder,
            "METRICS_TOKEN": TOKEN,
            "SECURITY_CONTACT": CONTACT,
        }
        first = Replica(port=free_port(), log=folder / "replica-1.log", env=env, code=code)
        second = Replica(port=free_port(), log=folder / "replica-2.log", env=env, code=code)
        try:
            for replica in (first, second):
                replica.start()
            with proxy(folder, first.port, second.port) as (base, plain):
                for replica in (first, second):
                    replica.until_ready()
                logs = [first.log, second.log, folder / "nginx.log", folder / "postgres.log"]
                yield Hosted(
                    base=base, plain=plain, embedder=embedder, replicas=(first, second), logs=logs
                )
        finally:
            for replica in (first, second):
                replica.stop()
            if "HOSTED_KEEP" not in os.environ:
                shutil.rmtree(folder)


@contextmanager
def proxy(folder: Path, *ports: int) -> Iterator[tuple[str, str]]:
    """nginx under deploy/nginx, but for ports, a certificate of its own and where /tmp is."""
    tls, plain = free_port(), free_port()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    pair = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", "-x509", *pair, *subject], check=True, capture_output=True)
    for source, changes in (
        ("nginx.conf", {"/tmp/": f"{folder}/"}),
        (
            "listen.conf",
            {
                "8443": f"127.0.0.1:{tls}",
                "/run/secrets/tls_certificate": str(certificate),
                "/run/secrets/tls_key": str(key),
                "/dev/stdout": str(folder / "nginx.log"),
            },
        ),
        ("listen_plain.conf", {"8080": f"127.0.0.1:{plain}"}),
        (
            "replicas.conf",
            {f"dashboard-{i}:8501": f"127.0.0.1:{port}" for i, port in enumerate(ports, 1)},
        ),
    ):
        text = (DEPLOY / "nginx" / source).read_text()
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        (folder / source).write_text(text)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    here = "daemon off;" + (" user root root;" if os.geteuid() == 0 else "")
    with (folder / "nginx.log").open("ab") as log:
        server = subprocess.Popen(
            [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", here],
            stdout=log,
            stderr=log,
        )
    try:
        yield f"https://localhost:{tls}", f"http://localhost:{plain}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """PostgreSQL under deploy/postgres; its address for the dashboard."""
    user: dict = {}
    superuser = getpass.getuser()
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        import pwd

        account = pwd.getpwnam("postgres")
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        superuser = "postgres"
    here = Path(tempfile.mkdtemp(prefix="hosted-database-"))
    for name in ("postgresql.conf", "pg_hba.conf", "dashboard.sql"):
        shutil.copy(DEPLOY / "postgres" / name, here / name)
    if user:
        for path in (here, *here.iterdir()):
            os.chown(path, user["user"], user["group"])
    data, port = here / "data", free_port()
    log = (folder / "postgres.log").open("ab")
    init = [postgres_program("initdb"), "-D", str(data), "-U", superuser, "-E", "UTF8", "--no-sync"]
    subprocess.run(init, check=True, cwd=here, stdout=log, stderr=log, **user)
    settings = {
        "config_file": here / "postgresql.conf",
        "hba_file": here / "pg_hba.conf",
        "unix_socket_directories": here,
        "port": port,
        "listen_addresses": "localhost",
    }
    chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [postgres_program("postgres"), "-D", str(data), *chosen],
        cwd=here,
        stdout=log,
        stderr=log,
        **user,
    )
    first = ["psql", "-h", str(here), "-p", str(port), "-U", superuser, "-d", "postgres"]
    first += ["-v", "ON_ERROR_STOP=1", "-v", f"password={PASSWORD}", "-f", "dashboard.sql"]
    try:
        for _ in range(100):
            if not subprocess.run(first, cwd=here, stdout=log, stderr=log, **user).returncode:
                break
            time.sleep(0.1)
        secret = PASSWORD.replace(" ", "%20")
        yield f"postgresql://dashboard:{secret}@localhost:{port}/dashboard"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        log.close()
        shutil.rmtree(here)
