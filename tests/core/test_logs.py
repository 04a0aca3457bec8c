"""Logs say what happened and where, never who; they stay small, also when several processes write."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core import logs

SECRETS = {
    "Not Found: /xa/loi-moi/3.abcDEF123/": "abcDEF123",
    "Not Found: /nhac/9.zzzYYY888/da-xem/": "zzzYYY888",
    "Internal Server Error: /tai-khoan/password/reset/key/1-set-password-7/": "set-password",
    "GET /hoat-dong/?q=Nguyễn+Văn+An": "Nguyễn",
    "mail to hoa.nt@phuongmau.gov.vn refused": "hoa.nt",
    "call 0912 345 678 now": "345",
    "call +84912345678": "4912345678",
    "cannot read Danh-sach-ca-nhan.xlsx": "Danh-sach",
    "cannot read (cccd_mat_truoc.HEIC)": "cccd",
    "token 8f3bX09dae77c1f2a9b8c7d6e5f4a3b2c1d0": "8f3bX09",
}


@pytest.mark.parametrize(("line", "secret"), SECRETS.items())
def test_nothing_about_people_passes(line: str, secret: str) -> None:
    assert secret in line
    assert secret not in logs.hidden(line)


@pytest.mark.parametrize(
    "line",
    [
        "refused code=file_too_large path=plans_upload", "Internal Server Error: /ke-hoach/12/",
        "took 2026-11-22 03:15:00", "job 1234567 done",
    ],
)  # fmt: skip
def test_what_helps_to_find_a_fault_stays(line: str) -> None:
    assert logs.hidden(line) == line


@given(st.text())
def test_hiding_twice_hides_nothing_more(text: str) -> None:
    once = logs.hidden(text)
    assert logs.hidden(once) == once


def line_of(file: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(file.read_text().splitlines()[-1])
    return found


@pytest.fixture
def log(tmp_path: Path) -> logging.Logger:
    made = logging.Logger("thử")
    handler = logs.Rotating(str(tmp_path / "log" / "a.log"), size=2000, copies=2)
    handler.setFormatter(logs.Lines())
    made.addHandler(handler)
    return made


def test_an_error_leaves_its_kind_and_place_and_not_its_words(log: logging.Logger, tmp_path: Path) -> None:
    try:
        try:
            raise ValueError("Key (username)=(nguyen.thi.hoa) already exists")
        except ValueError as inner:
            raise OSError(28, "No space left", "Báo cáo của chị Hoa.docx") from inner
    except OSError:
        with logs.named("ab12cd34"):
            log.exception("it broke at %s", "bước 2")
    text = (tmp_path / "log" / "a.log").read_text()
    found = line_of(tmp_path / "log" / "a.log")
    assert found["error"] == "OSError[28] < ValueError"
    assert found["id"] == "ab12cd34"
    assert "test_logs.py" in str(found["places"])
    for words in ("nguyen", "Hoa", "No space"):
        assert words not in text


def test_on_the_screen_errors_have_no_words_either() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it broke", (), None)
    try:
        raise ValueError("của chị Hoa")
    except ValueError:
        record.exc_info = sys.exc_info()
    text = logs.Plain("{message}", style="{").format(record)
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "Hoa" not in text


def test_a_log_is_private_and_bounded(log: logging.Logger, tmp_path: Path) -> None:
    for number in range(200):
        log.info("line %s", number)
    files = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert files == ["a.lock", "a.log", "a.log.1", "a.log.2"]
    assert all(path.stat().st_size <= 2000 for path in (tmp_path / "log").iterdir())
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "log").iterdir())
    assert line_of(tmp_path / "log" / "a.log")["message"] == "line 199"


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("no folder")
    handler = logs.Rotating(str(tmp_path / "log" / "a.log"))
    handler.handle(logging.LogRecord("x", logging.INFO, __file__, 1, "m", (), None))


WRITER = """
import logging, sys
from lantoa.core import logs
handler = logs.Rotating(sys.argv[1], size=20000, copies=50)
handler.setFormatter(logs.Lines())
for number in range(300):
    handler.handle(logging.LogRecord(sys.argv[2], logging.INFO, "x", 1, f"n{number}", (), None))
"""


def test_several_processes_share_a_file_and_lose_no_line(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "a.log"), f"w{number}"]) for number in range(3)
    ]
    assert [one.wait(60) for one in writers] == [0, 0, 0]
    lines = [json.loads(line) for path in tmp_path.glob("a.log*") for line in path.read_text().splitlines()]
    assert len({(line["name"], line["message"]) for line in lines}) == len(lines) == 900


def test_outside_of_a_request_there_is_no_name() -> None:
    assert logs.current_id() == ""
    with logs.named("x"):
        assert logs.current_id() == "x"
    assert logs.current_id() == ""
    assert logs.new_id() != logs.new_id()
