"""The code tables of the old Vietnamese encodings, as characters of cp1252/latin-1 → Unicode.

TCVN3 ("ABC", fonts .VnTime): TCVN 5712:1993, VN3. VNI for Windows (fonts VNI-Times): a base letter, then a sign for the
mark. VISCII 1.1: RFC 1456. The tables are written out in the order of the vowels a ă â e ê i o ô ơ u ư y, each with
grave, hook, tilde, acute, dot.
"""

VOWELS = "aăâeêioôơuưy"
MARKED = (
    "àảãáạ", "ằẳẵắặ", "ầẩẫấậ", "èẻẽéẹ", "ềểễếệ", "ìỉĩíị", "òỏõóọ", "ồổỗốộ", "ờởỡớợ", "ùủũúụ", "ừửữứự", "ỳỷỹýỵ",
)  # fmt: skip

_TCVN3_CODES = (
    (0xB5, 0xB6, 0xB7, 0xB8, 0xB9), (0xBB, 0xBC, 0xBD, 0xBE, 0xC6), (0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    (0xCC, 0xCE, 0xCF, 0xD0, 0xD1), (0xD2, 0xD3, 0xD4, 0xD5, 0xD6), (0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    (0xDF, 0xE1, 0xE2, 0xE3, 0xE4), (0xE5, 0xE6, 0xE7, 0xE8, 0xE9), (0xEA, 0xEB, 0xEC, 0xED, 0xEE),
    (0xEF, 0xF1, 0xF2, 0xF3, 0xF4), (0xF5, 0xF6, 0xF7, 0xF8, 0xF9), (0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
)  # fmt: skip
TCVN3: dict[str, str] = {
    chr(code): letter
    for codes, letters in zip(_TCVN3_CODES, MARKED, strict=True)
    for code, letter in zip(codes, letters, strict=True)
} | dict(zip("\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))
"""VN3 has no marked capitals: fonts whose names end in H print these letters as capitals."""

_VNI_ROUND = "\xf8\xfb\xf5\xf9\xef"
"""After a e o u y, ơ, ư: grave, hook, tilde, acute, dot."""
_VNI_ROOF = "\xe0\xe5\xe3\xe1\xe4"
"""After a e o: circumflex with a mark (\xe2: circumflex alone)."""
_VNI_BREVE = "\xe8\xfa\xfc\xe9\xeb"
"""After a: breve with a mark (\xea: breve alone)."""


def _vni_lower() -> dict[str, str]:
    table = {"a\xe2": "â", "e\xe2": "ê", "o\xe2": "ô", "a\xea": "ă", "\xf4": "ơ", "\xf6": "ư", "\xf1": "đ"}
    for base, letters in (("a", "àảãáạ"), ("e", "èẻẽéẹ"), ("o", "òỏõóọ"), ("u", "ùủũúụ"), ("y", "ỳỷỹýỵ"),
                          ("\xf4", "ờởỡớợ"), ("\xf6", "ừửữứự")):  # fmt: skip
        table |= {base + sign: letter for sign, letter in zip(_VNI_ROUND, letters, strict=True)}
    for base, letters in (("a", "ầẩẫấậ"), ("e", "ềểễếệ"), ("o", "ồổỗốộ")):
        table |= {base + sign: letter for sign, letter in zip(_VNI_ROOF, letters, strict=True)}
    table |= {"a" + sign: letter for sign, letter in zip(_VNI_BREVE, "ằẳẵắặ", strict=True)}
    return table | dict(zip("\xec\xe6\xf3\xed\xf2\xee", "ìỉĩíịỵ", strict=True))


VNI: dict[str, str] = _vni_lower()
VNI |= {wrong.upper(): letter.upper() for wrong, letter in VNI.items()} | {
    wrong[0].upper() + wrong[1]: letter.upper() for wrong, letter in VNI.items() if len(wrong) == 2
}

_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫ"
    "èéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
VISCII: dict[int, str] = {0x80 + place: letter for place, letter in enumerate(_VISCII_HIGH)} | {
    0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ",
}  # fmt: skip
"""Byte → letter."""
