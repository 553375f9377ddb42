"""What deploy/ says, held against the program: no setting that does not exist, no step that `make run` does not do."""

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from streamlit import config

from kinderwerk_stats.sources.access import read_access
from tests.test_conventions import ROOT, SOURCES

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [path for path in UNITS if path.suffix == ".service"]


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    lines = [line for line in text_of("Dockerfile").splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in joined.splitlines() if line.strip()]


def said(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


COMPOSE = yaml.safe_load(text_of("compose.yaml"))


# --- settings that exist ------------------------------------------------------------------------------


def test_every_setting_that_is_named_exists() -> None:
    known = {name for path in SOURCES for name in re.findall(r'"(KINDERWERK_\w+)"', path.read_text(encoding="utf-8"))}
    named = {name for path in DEPLOY.iterdir() for name in re.findall(r"KINDERWERK_[A-Z_]+", path.read_text())}
    assert len(named) >= 5
    assert named - known == set()
    documented = (ROOT / "docs" / "opdrachtregel.md").read_text(encoding="utf-8")
    assert [name for name in named if f"`{name}`" not in documented] == []


def test_every_option_of_streamlit_exists() -> None:
    options = config.get_config_options()
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir())
    flags = set(re.findall(r"--((?:server|browser|logger)\.\w+)", texts))
    variables = set(re.findall(r"STREAMLIT_[A-Z_]+", texts))
    assert flags and variables
    assert [flag for flag in flags if flag not in options] == []
    names = {"STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])|\.", "_", option).upper() for option in options}
    assert variables <= names


# --- the image ----------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_image_does_what_make_run_does() -> None:
    shown = subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    started = shlex.split(re.sub(r"\\\n", " ", shown[shown.index("exec ") :]))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    own = {"--server.address", "--server.port", "--browser.serverAddress"}

    def options(words: list[str]) -> dict[str, str]:
        return {word: value for word, value in itertools.pairwise(words) if word.startswith("--") and word not in own}

    (command,) = said("CMD")
    image = json.loads(command)
    assert image[1:5] == ["-m", "streamlit", "run", "dashboard.py"]
    assert options(image) == options(started) != {}
    for path in SERVICES[-1:]:
        (start,) = re.findall(r"^ExecStart=(.+)$", re.sub(r"\\\n\s*", " ", path.read_text()), re.MULTILINE)
        assert options(shlex.split(start)) == options(started)
    (install,) = re.findall(r"pip install (.+?) -r requirements.txt", " ".join(said("RUN")))
    (of_make,) = re.findall(r"^PIP .*pip install (.+)$", makefile, re.MULTILINE)
    assert set(install.split()) - {"--no-cache-dir"} == set(of_make.split())


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    names = [name for name, _ in instructions()]
    assert names.index("USER") < names.index("CMD")
    assert said("USER") == ["10001:10001"]
    assert said("STOPSIGNAL") == ["SIGTERM"]
    assert "/gereed" in said("HEALTHCHECK")[0]
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+(?: AS packages)?", image) for image in said("FROM"))
    assert re.search(r'^requires-python = ">=3.11"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)


@pytest.fixture
def image() -> Iterator[Path]:
    """Return a folder with what the image copies, in which nobody may write."""
    # Not in pytest's own folder: another user may not look in there.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        for rest in said("COPY"):
            source, target = rest.split()[-2:]
            if "--from" in rest or source == "requirements.txt":
                continue
            if (ROOT / source).is_dir():
                skipped = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / source, Path(name) / "image" / target, ignore=skipped)
            else:
                (Path(name) / "image" / target).parent.mkdir(exist_ok=True)
                shutil.copy(ROOT / source, Path(name) / "image" / target)
        everything = [Path(name) / "image", *(Path(name) / "image").rglob("*")]
        for path in everything:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield Path(name) / "image"
        for path in everything:
            path.chmod(0o755)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the image is one of Linux")
def test_what_the_image_copies_is_all_that_is_needed_and_none_of_it_is_written(image: Path) -> None:
    environment = {"HOME": str(image), "KINDERWERK_STORE": str(image / "none"), "PATH": os.environ["PATH"]}
    script = """if True:
        import runpy
        import streamlit
        from streamlit.testing.v1 import AppTest
        from kinderwerk_stats.ui.loaders import load_available
        from kinderwerk_stats.ui.start import prepare

        runpy.run_path("dashboard.py")
        prepare()
        assert "GM9001" in load_available().gemeenten
        assert streamlit.get_option("server.fileWatcherType") == "none"
        app = AppTest.from_file("kinderwerk_stats/ui/frame.py", default_timeout=60).run()
        assert not app.exception and len(app.main) > 3
    """
    # Root may write whatever the mode says: for root the folder is mounted again, read-only.
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && ! touch "$0/x" 2>&1 && exec "$@"'
    read_only = ["unshare", "--mount", "sh", "-c", mount, str(image)] if os.geteuid() == 0 else []
    command = [*read_only, sys.executable, "-B", "-c", script]
    done = subprocess.run(command, cwd=image, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_image_is_made_of_nothing_else() -> None:
    let_through = {line[1:] for line in text_of("Dockerfile.dockerignore").splitlines() if line.startswith("!")}
    assert let_through == {rest.split()[0] for rest in said("COPY") if "--from" not in rest}


# --- compose ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_can_do_no_more_than_it_must(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"] and "cap_add" not in service and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"] and service["pids_limit"] and service["tmpfs"]
    assert service["ulimits"]["nofile"]["soft"] >= 8192
    assert re.fullmatch(r"[\w./-]+:\d[\w.-]*", service["image"]), "a version, not the newest"
    assert "healthcheck" in service or name.startswith("app-")
    assert not any(re.search("PASSWORD$|URL$", variable) for variable in service.get("environment", {}))
    assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
    assert ("ports" in service) == (name == "proxy")


def test_the_processes_are_those_that_the_proxy_asks_and_trust_it_alone() -> None:
    services = COMPOSE["services"]
    asked = dict(re.findall(r"^\s+server (kinderwerk-\d):(\d+)", text_of("nginx.conf"), re.MULTILINE))
    addresses = dict(line.split(":") for line in services["proxy"]["extra_hosts"])
    assert set(asked) == set(addresses)
    for host, port in asked.items():
        app = services[host.replace("kinderwerk", "app")]
        assert app["networks"]["inside"]["ipv4_address"] == addresses[host]
        assert app["environment"]["STREAMLIT_SERVER_PORT"] == port
        assert app["environment"]["FORWARDED_ALLOW_IPS"] == services["proxy"]["networks"]["inside"]["ipv4_address"]
        assert set(app["networks"]) == {"inside", "login"}
    assert COMPOSE["networks"]["inside"]["internal"] is True
    # By which one asks who logs in: nothing else is there.
    assert {name for name, each in services.items() if "login" in each["networks"]} == {"app-1", "app-2"}
    assert {name for name, each in services.items() if "outside" in each["networks"]} == {"proxy"}


def test_somebody_can_log_in_where_nobody_sits_at_the_computer(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "toegang.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "toegang.toml").write_text(example.replace("zelf maken", "0123456789abcdef" * 2), encoding="utf-8")
    for name in ("app-1", "app-2"):
        app = COMPOSE["services"][name]
        folder, _, file = app["environment"]["KINDERWERK_TOEGANG"].rpartition("/")
        assert [each.split(":", 1)[1] for each in app["volumes"] if f":{folder}:" in each] == [f"{folder}:ro"]
        access = read_access(app["environment"] | {"KINDERWERK_TOEGANG": str(tmp_path / file)}).access
        assert access.login == "oidc" and access.grants and not access.read_only


def test_the_backup_in_a_container_is_that_of_the_unit() -> None:
    backup, app = COMPOSE["services"]["backup"], COMPOSE["services"]["app-1"]
    (of_unit,) = re.findall(r"(?m)^ExecStart=\S+(/backup\.sh .+)$", text_of("kinderwerk-backup.service"))
    assert f"deploy{of_unit};" in backup["command"][-1]
    assert "deploy/backup.sh deploy/backup.sh" in said("COPY")
    assert subprocess.run(["sh", "-n", "-c", backup["command"][-1]], check=False).returncode == 0
    assert backup["image"] == app["image"] and set(backup["networks"]) == {"inside"}
    # The database, and nothing of who may do what: the copy is put back where nobody is.
    assert backup["environment"].items() <= app["environment"].items()
    assert set(backup["environment"]) == {"KINDERWERK_DATABASE_URL_FILE", "KINDERWERK_STORE_BESTAAT"}
    folders = {each.split(":")[1] for each in backup["volumes"]}
    assert folders == {"/var/lib/kinderwerk", "/var/backups/kinderwerk"}
    # A volume is of who had the folder in the image.
    assert all(re.search(rf"--owner 10001 .*{folder}(?: |$)", " ".join(said("RUN"))) for folder in folders)


# --- the proxy ----------------------------------------------------------------------------------------


def test_the_proxy_lets_in_as_large_a_file_as_the_dashboard() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    (size,) = re.findall(r"client_max_body_size (\d{2,})m;", text_of("nginx.conf"))
    assert int(size) == settings["server"]["maxUploadSize"] + 1
    assert "proxy_request_buffering off;" in text_of("nginx.conf"), "what is uploaded stands on no disk"


def test_the_cookie_of_who_is_in_many_groups_comes_through_to_a_process_as_well() -> None:
    (size,) = re.findall(r"large_client_header_buffers 4 (\d+)k;", text_of("nginx.conf"))
    for name in ("Dockerfile", "kinderwerk@.service"):
        assert re.findall(r"WEBSOCKETS_MAX_LINE_LENGTH=(\d+)", text_of(name)) == [str(int(size) * 1024)]


def test_no_name_and_no_link_of_a_visitor_goes_to_the_error_log() -> None:
    text = text_of("nginx.conf")
    assert text.count("\nserver {") == text.count("    error_log /var/log/nginx/error.log emerg;") == 3


# --- systemd ------------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder that looks like a server on which the units were put, with all that they start."""
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        # What is started need not be there where the tests run.
        (tmp_path / path.name).write_text(re.sub(r"(?m)^(Exec\w+=)\S+", r"\1/bin/true", text), encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", [path.name for path in UNITS])
def test_systemd_understands_the_unit(installed: Path, unit: str) -> None:
    name = unit.replace("@.", "@8501.")
    (installed / unit).rename(installed / name)
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(installed / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if unit.split(".")[0] in line]) == (0, [])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", [path.name for path in SERVICES])
def test_the_unit_is_shut_in(installed: Path, unit: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(installed / unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # Of 100, in which less is better; a unit without any of it has 96.
    assert done.returncode == 0, done.stdout[-600:]


# --- the backup ---------------------------------------------------------------------------------------


@pytest.fixture
def published(tmp_path: Path) -> dict[str, str]:
    environment = os.environ | {"KINDERWERK_STORE": str(tmp_path / "store"), "PYTHON": sys.executable}
    publish = ["inlezen", "data/voorbeeld/kwb-2024.xlsx", "--gemeente", "GM9001", "--publiceer"]
    subprocess.run([sys.executable, "-m", "kinderwerk_stats", *publish], cwd=ROOT, env=environment, check=True)
    (tmp_path / "backups").mkdir()
    return environment


def back_up(tmp_path: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [str(DEPLOY / "backup.sh"), str(tmp_path / "backups"), "30"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_backup_is_put_back_once_and_old_ones_go(tmp_path: Path, published: dict[str, str]) -> None:
    backups = tmp_path / "backups"
    for name in ("kinderwerk-20200101T000000Z.sqlite", "iets-anders.txt"):
        (backups / name).touch()
        os.utime(backups / name, (0, 0))
    # Also where nobody may change anything, and who may what stands in a file.
    (tmp_path / "toegang.toml").write_text('[[toegang]]\nwie = ["anna"]\nrol = "beheerder"\n', encoding="utf-8")
    closed = {
        "KINDERWERK_ALLEEN_LEZEN": "ja",
        "KINDERWERK_BEKIJKEN": "ingelogd",
        "KINDERWERK_INLOGGEN": "proxy",
        "KINDERWERK_PROXY_NAAM": "X-Forwarded-Email",
        "KINDERWERK_TOEGANG": str(tmp_path / "toegang.toml"),
    }
    done = back_up(tmp_path, published | closed)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Alles is gelezen") == 2 and "Teruggezet" in done.stdout
    (kept,) = backups.glob("kinderwerk-*.sqlite")
    assert kept.stat().st_size > 0 and (backups / "iets-anders.txt").exists()
    # What was published is damaged: the backup says so, and what there was stays.
    os.utime(kept, (0, 0))
    with (tmp_path / "store" / "kinderwerk.sqlite").open("r+b") as file:
        file.write(b"\0" * 100)
    assert back_up(tmp_path, published).returncode != 0
    assert kept.exists()
