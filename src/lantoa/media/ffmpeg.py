"""Video and sound through ffmpeg, within limits: what is in a file, web formats out of it, a picture of it, how loud.

The kind of container is the one that our own check found, never guessed by ffmpeg: a playlist that calls itself a video
is no video, and cannot name other files or addresses (ADR 0032). No Django, no database.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lantoa.core.errors import Refused
from lantoa.media.rules.sizes import LONGEST_SECONDS, MOST_PIXELS, SHORT_SIDE

CONTAINERS = {
    "video/mp4": "mov", "video/quicktime": "mov", "audio/mp4": "mov", "video/webm": "matroska",
    "audio/mpeg": "mp3", "audio/x-wav": "wav", "audio/ogg": "ogg",
}  # fmt: skip
DECODERS = (
    "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,mpeg4,h263,mjpeg,prores,aac,mp3,mp3float,opus,libopus,vorbis,flac,"
    "alac,ac3,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_u8,pcm_f32le"
)
MEMORY_MB = 3072
PROBE_SECONDS, POSTER_SECONDS = 30, 90
CONFINED = str(Path(__file__).with_name("confined.py"))
MISSING = (
    "Máy chủ chưa cài ffmpeg nên chưa chuyển được video, âm thanh sang dạng xem trên web (tệp gốc vẫn được giữ). "
    "Cách bật: người quản trị chạy “sudo apt-get install ffmpeg”, rồi bấm Xử lý lại."
)
_HDR = frozenset({"arib-std-b67", "smpte2084"})
_TO_SDR = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,"
)
_SHORT = f"min(1\\,{SHORT_SIDE}/min(iw\\,ih))"
SCALE = f"scale=trunc(iw*{_SHORT}/2)*2:trunc(ih*{_SHORT}/2)*2,setsar=1,format=yuv420p"
LOUDNESS = "ebur128=framelog=verbose:peak=true"

Tell = Callable[[int], None]
"""Told how many per cent are done."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What is in a file. ``duration``: milliseconds; sizes upright, in pixels."""

    duration: int
    width: int | None
    height: int | None
    has_video: bool
    has_audio: bool
    is_hdr: bool


def available() -> bool:
    """Whether the programs are there."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def check_available() -> None:
    """Raise Refused("ffmpeg_missing") where they are not."""
    if not available():
        raise Refused("ffmpeg_missing", MISSING)


def broken() -> Refused:
    """The answer to a file that cannot be read."""
    return Refused(
        "medium_unreadable",
        "Không đọc được video, âm thanh trong tệp này (tệp hỏng hoặc dùng kiểu nén lạ): hãy mở thử trên máy, xuất lại "
        "thành MP4 (H.264) hoặc MP3 rồi gửi.",
    )


def probe(path: Path, media_type: str) -> Probed:
    """Look into a file of a known container.

    Raises:
        Refused: ``ffmpeg_missing``, ``medium_unreadable``, ``medium_too_long``, ``medium_too_many_pixels``.
    """
    check_available()
    command = [
        "ffprobe",
        "-v",
        "error",
        "-print_format",
        "json",
        "-show_format",
        "-show_streams",
        *_input(path, media_type),
    ]
    try:
        done = subprocess.run(
            _confined(command, seconds=PROBE_SECONDS, file_mb=1),
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
        found = json.loads(done.stdout or b"{}") if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise broken() from error
    return _checked(_probed(found))


def _probed(found: dict[str, Any]) -> Probed:
    streams = [one for one in found.get("streams", []) if isinstance(one, dict)]
    video = next((one for one in streams if one.get("codec_type") == "video" and not _is_cover(one)), None)
    audio = any(one.get("codec_type") == "audio" for one in streams)
    width, height = _upright(video) if video else (None, None)
    lengths = [_milliseconds(one.get("duration")) for one in (found.get("format", {}), *streams)]
    hdr = bool(video and video.get("color_transfer") in _HDR)
    return Probed(max(lengths), width, height, has_video=video is not None, has_audio=audio, is_hdr=hdr)


def _is_cover(stream: dict[str, Any]) -> bool:
    """The picture of an album in a sound file is no video."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _upright(video: dict[str, Any]) -> tuple[int, int]:
    width, height = int(video.get("width") or 0), int(video.get("height") or 0)
    turns = [one.get("rotation", 0) for one in video.get("side_data_list", []) if isinstance(one, dict)]
    return (height, width) if any(abs(int(turn)) % 180 == 90 for turn in turns) else (width, height)


def _milliseconds(text: object) -> int:
    try:
        return max(0, round(float(str(text)) * 1000))
    except (ValueError, OverflowError):
        return 0


def _checked(found: Probed) -> Probed:
    if not (found.has_video or found.has_audio) or found.duration > LONGEST_SECONDS * 1000 * 1000:
        raise broken()
    if found.duration > LONGEST_SECONDS * 1000:
        raise Refused("medium_too_long", "Video, âm thanh dài quá 4 giờ: hãy cắt thành nhiều phần rồi gửi từng phần.")
    if (found.width or 0) * (found.height or 0) > MOST_PIXELS:
        raise Refused("medium_too_many_pixels", "Khung hình video quá lớn (trên 8K): hãy xuất lại ở 1080p rồi gửi.")
    return found


def video_command(path: Path, media_type: str, *, found: Probed, target: Path) -> list[str]:
    """ffmpeg's words for MP4, H.264 and AAC, at most 720p and 30 pictures a second, without anybody's metadata."""
    sound = ["-map", "0:a:0", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", "-af", LOUDNESS]
    return [
        *_FFMPEG, *_input(path, media_type), "-map", "0:v:0", *(sound if found.has_audio else []),
        "-vf", f"{_TO_SDR if found.is_hdr else ''}{SCALE}", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23",
        "-maxrate", "2500k", "-bufsize", "5000k", "-profile:v", "high", "-fpsmax", "30", "-threads", "2", *_NO_METADATA,
        "-movflags", "+faststart", "-f", "mp4", f"file:{target}",
    ]  # fmt: skip


def audio_command(path: Path, media_type: str, *, target_m4a: Path, target_mp3: Path) -> list[str]:
    """ffmpeg's words for M4A (browsers) and MP3 (loudspeaker systems) from one reading."""
    first = ["-map", "0:a:0", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", "-af", LOUDNESS]
    second = ["-map", "0:a:0", "-c:a", "libmp3lame", "-b:a", "128k", "-ac", "2", "-ar", "44100"]
    return [
        *_FFMPEG, *_input(path, media_type), *first, *_NO_METADATA, "-movflags", "+faststart", "-f", "ipod",
        f"file:{target_m4a}", *second, *_NO_METADATA, "-f", "mp3", f"file:{target_mp3}",
    ]  # fmt: skip


_FFMPEG = ["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-progress", "pipe:1", "-y"]
_NO_METADATA = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"]


def poster(path: Path, media_type: str, *, at: int, found: Probed) -> bytes:
    """One picture of a video as PNG, upright; ``at``: milliseconds from the start.

    Raises:
        Refused: ``medium_unreadable``.
    """
    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        target = Path(folder) / "poster.png"
        look = f"{_TO_SDR if found.is_hdr else ''}scale=trunc(iw*min(1\\,1280/iw)/2)*2:-2,setsar=1,format=rgb24"
        command = [
            *_FFMPEG, "-ss", f"{at / 1000:.3f}", *_input(path, media_type), "-map", "0:v:0", "-frames:v", "1",
            "-vf", look, "-f", "image2", "-update", "1", f"file:{target}",
        ]  # fmt: skip
        run(command, seconds=POSTER_SECONDS, file_mb=64)
        if not target.exists():
            raise broken()
        return target.read_bytes()


def run(command: Sequence[str], *, seconds: int, file_mb: int, duration: int = 0, tell: Tell | None = None) -> str:
    """Do what is asked of ffmpeg. Returns what it said. ``seconds``: of both clock and processor.

    Raises:
        Refused: ``medium_unreadable``: it failed, or took longer than it may.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            _confined(command, seconds=seconds * 2, file_mb=file_mb), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=said,
        )  # fmt: skip
        try:
            _follow(child, until=time.monotonic() + seconds, duration=duration, tell=tell)
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()
        if child.returncode != 0:
            raise broken()
        return _end_of(said)


def _follow(child: "subprocess.Popen[bytes]", *, until: float, duration: int, tell: Tell | None) -> None:
    """Read ffmpeg's progress until it ends; it writes some lines every half second, so the clock is looked at often."""
    told = 0
    for line in child.stdout or ():
        if time.monotonic() > until:
            raise broken()
        name, _, value = line.decode("ascii", "replace").strip().partition("=")
        if name != "out_time_us" or not value.isdigit() or not duration or tell is None:
            continue
        percent = min(99, int(value) // (duration * 10))
        if percent > told:
            told = percent
            tell(percent)


def _end_of(said: IO[bytes], length: int = 8192) -> str:
    said.seek(0, 2)
    said.seek(max(0, said.tell() - length))
    return said.read().decode("utf-8", "replace")


_INTEGRATED = re.compile(r"I:\s+(-?\d+(?:\.\d+)?) LUFS")


def loudness_in(said: str) -> float | None:
    """The loudness of the whole (LUFS, EBU R128) out of what ffmpeg said; None where there is none. Silence is −70."""
    found = _INTEGRATED.findall(said)
    return float(found[-1]) if found else None


def _input(path: Path, media_type: str) -> list[str]:
    return [
        "-protocol_whitelist", "file,pipe", "-codec_whitelist", DECODERS, "-f", CONTAINERS[media_type],
        "-i", f"file:{path}",
    ]  # fmt: skip


def _confined(command: Sequence[str], *, seconds: int, file_mb: int) -> list[str]:
    return [sys.executable, "-I", CONFINED, str(MEMORY_MB), str(seconds), str(file_mb), *command]
