"""Lines that may say the same in other words: their content words without marks, the acts they cite, their channel,
rhythm, number and unit. Pure. It proposes only: a person says whether two lines are one duty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from lantoa.drafting.rules.sentences import PER
from vanban.channels import find_channels
from vanban.letters import bare
from vanban.references import find_acts
from vanban.vocabulary import Channel

LIKE = 0.42
"""From here on two lines are shown as perhaps the same; how it was chosen: ADR 0028."""
SAME_ACT, SAME_CHANNEL, OTHER_CHANNEL, SAME_ACTIVITY, SAME_UNIT, SAME_RHYTHM = 0.2, 0.15, -0.15, 0.1, 0.05, 0.05
FEWEST = 3
"""Content syllables in common; two are a coincidence ("cán bộ")."""
EMPTY = (
    "cải cách hành chính nhà nước", "cải cách hành chính", "cchc", "thông tin, tuyên truyền", "thông tin",
    "tuyên truyền", "truyền thông", "tổ chức thực hiện", "tổ chức", "triển khai", "thực hiện", "công tác",
    "hoạt động", "nội dung", "kế hoạch", "nhiệm vụ", "hình thức", "kết quả", "hiệu quả", "chất lượng", "tình hình",
    "yêu cầu", "quy định", "giải pháp", "đẩy mạnh", "tăng cường", "tiếp tục", "thường xuyên", "định kỳ", "kịp thời",
    "đầy đủ", "phù hợp", "chủ động", "tích cực", "chủ trì", "phối hợp", "tham mưu", "xây dựng", "lựa chọn",
    "đảm bảo", "bảo đảm", "phục vụ", "ủy ban nhân dân", "ubnd", "hđnd", "cơ quan", "đơn vị", "có liên quan",
    "liên quan", "chuyên môn", "các phòng, ban", "phòng", "địa bàn", "địa phương", "cơ sở", "phường", "xã",
    "thị trấn", "tỉnh", "thành phố", "tổ dân phố", "tối thiểu", "ít nhất", "tổ", "thôn", "nhân dân", "người dân",
)  # fmt: skip
"""Words that stand in every second line of such plans, or say who and not what."""
SMALL = frozenset(
    bare(
        "của và các cho về trong trên tại theo với từ đến tới được là có để những này khi như bằng do ở ra vào "
        "đã sẽ hoặc nhằm đối việc một hai mỗi hằng hàng ngày tháng quý năm lần lượt cùng dưới nhiều người số"
    ).split()
)
BLANKED = re.compile(r"\b(?:" + "|".join(bare(one) for one in sorted(EMPTY, key=len, reverse=True)) + r")\b")
WORD = re.compile(r"[^\W\d_]{2,}|\|")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line is told by. ``words``: its content syllables, and each two that stand side by side."""

    words: frozenset[str]
    acts: frozenset[str]
    channels: frozenset[str]


def reworded(duties: Sequence[Block], own: Sequence[Block]) -> dict[str, Block]:
    """By the key of a duty, the line of the draft that is likest to it; only where it is like enough. A line may stand
    beside several duties."""
    found = {}
    for duty in duties:
        score, at = max(((likeness(duty, line), -at) for at, line in enumerate(own)), default=(0.0, 0))
        if score >= LIKE:
            found[duty.key] = own[-at]
    return found


def likeness(duty: Block, own: Block) -> float:
    """0 and up: the part of the words that both have, half by the shorter line and half by both, and what else they
    share; 0 where fewer than ``FEWEST`` syllables, or no two side by side, are the same."""
    one, other = _told(duty.text), _told(own.text)
    shared = one.words & other.words
    if sum(" " not in word for word in shared) < FEWEST or not any(" " in word for word in shared):
        return 0.0
    sizes = len(one.words), len(other.words)
    words = (len(shared) / min(sizes) + 2 * len(shared) / sum(sizes)) / 2
    return words + _beside_words(duty, own)


def _beside_words(duty: Block, own: Block) -> float:
    """What the same act, channel, activity, unit and rhythm add, and another channel takes."""
    one, other = _told(duty.text), _told(own.text)
    channels = _channels(duty, one), _channels(own, other)
    same = (
        (SAME_ACT, bool(one.acts & other.acts)),
        (SAME_CHANNEL, bool(channels[0] & channels[1])),
        (OTHER_CHANNEL, all(channels) and not channels[0] & channels[1]),
        (SAME_ACTIVITY, bool(duty.activity) and duty.activity == own.activity),
        (SAME_UNIT, bool(duty.unit) and bare(duty.unit) == bare(own.unit)),
        (SAME_RHYTHM, bool(_rhythm(duty)) and _rhythm(duty) == _rhythm(own)),
    )
    return sum(weight for weight, is_so in same if is_so)


@lru_cache(maxsize=2048)
def _told(text: str) -> Told:
    parts = WORD.findall(BLANKED.sub("|", bare(text)))
    words = [word for word in parts if word not in SMALL]
    pairs = [f"{one} {two}" for one, two in pairwise(words) if "|" not in (one, two)]
    channels = {channel.value for _, channel in find_channels(text) if channel is not Channel.OTHER}
    acts = {act.number for act in find_acts(text) if act.number}
    return Told(frozenset([*words, *pairs]) - {"|"}, frozenset(acts), frozenset(channels))


def _channels(line: Block, told: Told) -> frozenset[str]:
    return told.channels | ({line.channel} if line.channel else frozenset())


def _rhythm(line: Block) -> str:
    """How often, or how much, a line asks for."""
    if line.kind == BlockKind.TARGET.value:
        return f"{line.number} {line.per}" if line.amount == Amount.FLOOR.value and line.per in PER else line.number
    return line.timing if line.timing != Timing.PLAN.value else line.on
