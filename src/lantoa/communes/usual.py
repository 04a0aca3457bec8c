"""The units that a commune usually has: offered, never forced (Nghị định 150/2025, 370/2025; facts: domain h, i)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsualUnit:
    """A unit as most communes name it. ``asked``: Party and Front bodies are asked, not ordered."""

    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    asked: bool = False
    only_for: tuple[str, ...] = ()
    """Kinds of commune that have it; empty = all."""


USUAL_UNITS: tuple[UsualUnit, ...] = (
    UsualUnit("Phòng Văn hóa - Xã hội", "VHXH", ("Phòng Văn hóa xã hội", "Phòng VHXH", "Phòng VH-XH")),
    UsualUnit(
        "Văn phòng HĐND và UBND", "VP",
        ("Văn phòng HĐND - UBND", "Văn phòng HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ),
    UsualUnit(
        "Phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT", ("Phòng Kinh tế - Hạ tầng - Đô thị",),
        only_for=("phường", "đặc khu"),
    ),
    UsualUnit("Phòng Kinh tế", "KT", only_for=("xã",)),
    UsualUnit(
        "Trung tâm Phục vụ hành chính công", "TTPVHCC",
        ("Bộ phận Một cửa", "Bộ phận Tiếp nhận và trả kết quả", "Trung tâm PVHCC"),
    ),
    UsualUnit(
        "Trung tâm Dịch vụ sự nghiệp công", "TTDVSNC",
        ("Trung tâm Văn hóa, Thể thao và Truyền thông", "Trung tâm Cung ứng dịch vụ công"),
    ),
    UsualUnit("Công an", "CA"),
    UsualUnit("Ban Chỉ huy Quân sự", "BCHQS"),
    UsualUnit("Ban Xây dựng Đảng", "BXDĐ", ("Ban XD Đảng",), asked=True),
    UsualUnit(
        "Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ",
        (
            "Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ VN", "Ủy ban MTTQ",
            "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội",
            "Ủy ban Mặt trận Tổ quốc và các đoàn thể",
        ),
        asked=True,
    ),
)  # fmt: skip


def usual_units(kind: str) -> list[UsualUnit]:
    """The usual units of a commune of this kind ("xã", "phường", "đặc khu")."""
    return [unit for unit in USUAL_UNITS if not unit.only_for or kind in unit.only_for]
