"""A real listener in a process of its own, a real client: nothing that got a yes is lost, nothing is filed twice."""

from __future__ import annotations

import os
import shutil
import signal
import smtplib
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.gateway.conftest import write
from tests.smtp import free_port

COMMAND = Path(sys.executable).parent / "causelist"
PROJECT = Path(__file__).resolve().parents[2]
PLAIN = "complaints@causelist.test"
Start = Callable[..., "Listener"]


class Listener:
    """`causelist mail` in a process of its own."""

    def __init__(self, home: Path, *options: str) -> None:
        self.port, self.home = free_port(), home
        self.env = {
            **os.environ, "CAUSELIST_HOME": str(home), "DATABASE_URL": "", "CAUSELIST_MAIL_IN": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "causelist.config.settings", "PYTHONPATH": str(PROJECT),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [COMMAND, "mail", *options],
            env=self.env, cwd=PROJECT, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the listener did not come up")

    def send(self, content: bytes, to: str = PLAIN, timeout: float = 60) -> dict[str, tuple[int, bytes]]:
        with smtplib.SMTP("127.0.0.1", self.port, timeout=timeout) as client:
            return client.sendmail("complainant@people.example", [to], content)

    def kept(self) -> list[str]:
        with sqlite3.connect(self.home / "causelist.sqlite3") as store:
            return [row[0] for row in store.execute("SELECT message_id FROM gateway_receivedmail ORDER BY id")]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty registry, to be copied for each test."""
    home = tmp_path_factory.mktemp("made")
    env = {**os.environ, "CAUSELIST_HOME": str(home), "DATABASE_URL": ""}
    subprocess.run([COMMAND, "manage", "migrate", "-v0"], check=True, env=env, cwd=PROJECT)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    running: list[Listener] = []

    def begin(*options: str) -> Listener:
        running.append(Listener(home, *options))
        return running[-1]

    yield begin
    for listener in running:
        listener.kill()


def test_a_mail_is_taken_once_and_a_stop_is_clean(start: Start) -> None:
    listener = start()
    for _ in range(2):
        listener.send(write())
    assert listener.kept() == ["<1@people.example>"]
    listener.process.send_signal(signal.SIGTERM)
    assert listener.process.wait(timeout=20) == 0


def test_only_the_registry_s_own_address_is_taken(start: Start) -> None:
    listener = start()
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        listener.send(write(), to="somebody@causelist.test")
    assert refused.value.recipients["somebody@causelist.test"][0] == 550
    assert listener.kept() == []


def test_a_mail_of_fifty_megabytes_is_refused_and_the_next_is_taken(start: Start) -> None:
    listener = start()
    big = write() + b"\r\n".join([b"x" * 900] * 58_000)
    with pytest.raises((smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected)) as refused:
        listener.send(big)
    assert getattr(refused.value, "smtp_code", 552) in {552, -1}
    listener.send(write(message_id="<2@people.example>"))
    assert listener.kept() == ["<2@people.example>"]


def test_killed_between_data_and_commit_the_sender_keeps_the_mail(start: Start) -> None:
    listener = start()
    store = sqlite3.connect(listener.home / "causelist.sqlite3", isolation_level=None)
    store.execute("BEGIN IMMEDIATE")  # the listener cannot commit while another writes
    with smtplib.SMTP("127.0.0.1", listener.port, timeout=30) as client:
        client.ehlo()
        client.mail("complainant@people.example")
        client.rcpt(PLAIN)
        client.putcmd("data")
        assert client.getreply()[0] == 354
        client.send(write().replace(b"\n", b"\r\n") + b"\r\n.\r\n")
        time.sleep(1)
        listener.kill()
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.getreply()
        client.close()
    store.execute("ROLLBACK")
    store.close()
    assert listener.kept() == []
    again = start()
    again.send(write())
    again.send(write())
    assert again.kept() == ["<1@people.example>"]


def test_what_cannot_be_stored_is_told_to_come_later(start: Start) -> None:
    listener = start()
    store = sqlite3.connect(listener.home / "causelist.sqlite3", isolation_level=None)
    store.execute("ALTER TABLE gateway_receivedmail RENAME TO gateway_away")
    store.close()
    with pytest.raises(smtplib.SMTPDataError) as refused:
        listener.send(write())
    assert refused.value.smtp_code == 451


def test_lmtp_answers_for_each_recipient(start: Start) -> None:
    listener = start("--lmtp")
    with smtplib.LMTP("127.0.0.1", listener.port, timeout=30) as client:
        client.ehlo()
        client.mail("complainant@people.example")
        for to in (PLAIN, f"complaints+{'a' * 26}@causelist.test"):
            assert client.rcpt(to)[0] == 250
        client.putcmd("data")
        client.getreply()
        client.send(write().replace(b"\n", b"\r\n") + b"\r\n.\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [250, 250]
    assert listener.kept() == ["<1@people.example>"]
