"""deploy/: what a container engine or a cluster would be given, linted and held to its promises."""

import re
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
HADOLINT = Path(sys.executable).with_name("hadolint")
SCRIPTS = sorted(DEPLOY.glob("**/*.sh"))


def documents() -> list[dict[str, Any]]:
    return [each for path in MANIFESTS for each in yaml.safe_load_all(path.read_text())]


def test_the_dockerfile_has_no_fault_and_runs_as_nobody_who_may_anything() -> None:
    dockerfile = DEPLOY / "Dockerfile"
    done = subprocess.run([str(HADOLINT), str(dockerfile)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    text = dockerfile.read_text()
    assert "\nUSER 10001\n" in text and "\nHEALTHCHECK " in text and "--require-hashes" in text


@pytest.mark.parametrize(
    "document", documents(), ids=lambda d: f"{d['kind']}-{d['metadata']['name']}"
)
def test_a_manifest_is_what_kubernetes_takes(document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet"])
def test_no_pod_may_write_its_root_or_become_root(kind: str) -> None:
    pods = [each["spec"]["template"]["spec"] for each in documents() if each["kind"] == kind]
    assert pods
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
        for container in pod["containers"]:
            may = container["securityContext"]
            assert may["readOnlyRootFilesystem"] and not may["allowPrivilegeEscalation"]
            assert may["capabilities"] == {"drop": ["ALL"]} and container["resources"]["limits"]


def test_the_way_out_is_to_the_database_and_to_names_alone() -> None:
    (policy,) = [
        each["spec"]
        for each in documents()
        if each["kind"] == "NetworkPolicy" and each["metadata"]["name"] == "dashboard"
    ]
    ports = {port["port"] for rule in policy["egress"] for port in rule["ports"]}
    assert "Egress" in policy["policyTypes"] and ports == {5432, 53}
    assert all(rule["to"] for rule in policy["egress"])
    assert COMPOSE["networks"]["within"]["internal"]


def test_nobody_is_believed_on_where_a_reader_comes_from_but_the_proxy_itself() -> None:
    """A network that holds other programs too would let each of them be any reader."""
    texts = [path.read_text() for path in DEPLOY.rglob("*") if path.is_file()]
    named = [
        one
        for text in texts
        for given in re.findall(r"FORWARDED_ALLOW_IPS['\"]?[=:,] *(?:value: *)?([^\s}]+)", text)
        for one in given.strip("'\"").split(",")
        if one
    ]
    assert "127.0.0.1" in named  # systemd's
    assert [one for one in named if ip_network(one).num_addresses > 256] == []
    (secret,) = [
        each["stringData"]
        for each in documents()
        if each["kind"] == "Secret" and each["metadata"]["name"] == "dashboard"
    ]
    assert secret["FORWARDED_ALLOW_IPS"] == ""  # whoever has a cluster names its ingress
    policies = [each["spec"] for each in documents() if each["kind"] == "NetworkPolicy"]
    assert all(rule["from"] for policy in policies for rule in policy["ingress"])


def test_replicas_in_compose_are_those_that_nginx_asks() -> None:
    asked = (DEPLOY / "nginx" / "replicas.conf").read_text()
    replicas = [name for name in COMPOSE["services"] if name.startswith("dashboard")]
    assert len(replicas) > 1 and asked.count("server ") == len(replicas)
    for name in replicas:
        service = COMPOSE["services"][name]
        assert f"server {name}:8501 " in asked
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert service["networks"] == ["within"]
        subnet = COMPOSE["networks"]["within"]["ipam"]["config"][0]["subnet"]
        assert service["environment"]["FORWARDED_ALLOW_IPS"] == subnet


def test_every_file_that_is_mounted_is_there() -> None:
    mounted = [
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
        if volume.startswith(".")
    ]
    assert mounted and [name for name in mounted if not (DEPLOY / name).is_file()] == []
    nginx = {path.name for path in (DEPLOY / "nginx").iterdir()}
    assert nginx - {path.name for path in (DEPLOY / "systemd").glob("*.conf")} == {"nginx.conf"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_can_be_read_and_run(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)]).returncode == 0
    assert script.stat().st_mode & 0o111


def test_what_the_image_leaves_out_is_not_what_it_runs_on() -> None:
    kept = {
        line[1:].rstrip("/")
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert {"app.py", "server.py", "pages", "lib", "data", ".streamlit/config.toml"} <= kept
    assert all((ROOT / name).exists() for name in kept)
