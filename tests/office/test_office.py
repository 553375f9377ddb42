"""Without LibreOffice the other tests run on; in CI that is a failure, not a silence."""

import subprocess

import pytest

from tests.office import office


@pytest.fixture(autouse=True)
def _without_office(monkeypatch):
    monkeypatch.setattr(office, "find_office", lambda: None)


def test_a_plain_clone_skips_with_a_reason_and_ci_fails(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="LibreOffice is not installed"):
        office.require_office()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="LibreOffice is not installed"):
        office.require_office()


def test_what_cannot_be_installed_does_not_stop_the_tests(monkeypatch):
    def offline(*_):
        raise subprocess.CalledProcessError(100, "apt-get")

    for install, there in ((lambda *_: True, True), (lambda *_: False, False), (offline, False)):
        monkeypatch.setattr(office, "install_packages", install)
        assert office.install_office() is there
