"""Bytes are written once, whole or not at all, also when the process is killed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lantoa.files import store

COMMUNE = 7


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


def put(data: bytes) -> str:
    with store.draft(COMMUNE) as written:
        store.write_all(written, [data[:3], data[3:]])
        return store.keep(COMMUNE, written)


def test_bytes_come_back_under_their_hash(root: Path) -> None:
    sha = put(b"minh chung")
    assert sha == hashlib.sha256(b"minh chung").hexdigest()
    assert store.read(COMMUNE, sha) == b"minh chung"
    assert store.path_of(COMMUNE, sha) == root / "7" / sha[:2] / sha
    assert store.is_sound(COMMUNE, sha)


def test_the_same_bytes_are_held_once_and_never_rewritten() -> None:
    sha = put(b"minh chung")
    before = store.path_of(COMMUNE, sha).stat()
    assert put(b"minh chung") == sha
    after = store.path_of(COMMUNE, sha).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_nothing_temporary_is_left_behind(root: Path) -> None:
    put(b"mot")
    with pytest.raises(RuntimeError), store.draft(COMMUNE) as written:  # noqa: PT012
        written.write(b"hai")
        raise RuntimeError
    assert list((root / "7" / "tmp").iterdir()) == []


def test_derived_files_lie_beside_the_original() -> None:
    sha = put(b"anh")
    path = store.keep_derived(COMMUNE, sha, ".480.webp", data=b"nho")
    assert path.parent == store.path_of(COMMUNE, sha).parent
    assert store.exists(COMMUNE, sha, ".480.webp")


@pytest.mark.parametrize("bad", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "/x"])
def test_only_a_hash_becomes_a_path(bad: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path_of(COMMUNE, bad)


def test_damage_is_seen() -> None:
    sha = put(b"minh chung")
    store.path_of(COMMUNE, sha).write_bytes(b"minh chunG")
    assert not store.is_sound(COMMUNE, sha)


WRITER = """
import sys, time
from django.conf import settings
settings.configure(FILES_ROOT=sys.argv[1])
from lantoa.files import store
with store.draft(7) as written:
    for number in range(100_000):
        written.write(b"x" * 4096)
        if number == 10:
            print("writing", flush=True)
        time.sleep(0.001)
    store.keep(7, written)
"""


def test_a_kill_in_the_middle_leaves_no_file_and_is_swept(root: Path) -> None:
    source = Path(store.__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(source)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
    left = [path for path in root.rglob("*") if path.is_file()]
    assert [path.parent.name for path in left] == ["tmp"]
    assert store.sweep() == 0, "a young file may still be being written"
    os.utime(left[0], (time.time() - 2 * 86400,) * 2)
    assert store.sweep() == 1
    sha = put(b"sau khi khoi dong lai")
    assert store.is_sound(COMMUNE, sha)
