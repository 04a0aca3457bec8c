"""Error codes of the Graph API in words. Pure. Source: developers.facebook.com, Graph API, Handling Errors and Page
rate limits; that a 500 may have posted all the same: facts, peers 2.7."""

from collections.abc import Mapping
from typing import Any

from lantoa.channels.protocol import Outcome, later, lost, refused, stale, unknown

RATE_PAUSE = 3600
BLOCK_PAUSE = 24 * 3600
_TRANSIENT = frozenset({1, 2})
_RATE = frozenset({4, 17, 32, 341, 613, 80001})
_TOKEN = frozenset({102, 190, 463, 467})
DUPLICATE = 506
GONE = 33
"""Subcode of 100: the object is not there (any more)."""


def judged(error: Mapping[str, Any], *, reads: bool) -> Outcome:
    """What an ``error`` object of the Graph API means."""
    code, words = int(error.get("code") or 0), str(error.get("message") or "không nêu lý do")
    if code in _TOKEN:
        return stale(str(code), "Facebook báo mã truy cập trang đã hết hạn hoặc bị thu hồi.")
    if code in _RATE:
        return later(str(code), "Facebook đang giới hạn số lần đăng; phần mềm chờ rồi đăng tiếp.", pause=RATE_PAUSE)
    if code == 368:
        blocked = "Facebook tạm chặn trang đăng bài; phần mềm chờ một ngày. Hãy xem thông báo trong trang quản lý."
        return later("368", blocked, pause=BLOCK_PAUSE)
    if code == 10 or 200 <= code < 300:
        return lost(str(code), "Mã truy cập không có quyền đăng bài lên trang: hãy cấp lại quyền pages_manage_posts.")
    if code == DUPLICATE:
        return unknown("506", "Facebook báo bài giống hệt đã có trên trang; phần mềm đang dò bài đó.")
    if code in _TRANSIENT or error.get("is_transient"):
        return later(str(code), words) if reads else unknown(str(code), f"Facebook báo lỗi tạm thời: {words}.")
    return refused(str(code), f"Facebook không nhận bài: {words} (mã {code}).")
