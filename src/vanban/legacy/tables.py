"""The code tables of the old Vietnamese encodings, as characters of cp1252/latin-1 → Unicode.

TCVN3 ("ABC", fonts .VnTime): TCVN 5712:1993, VN3. VNI for Windows (fonts VNI-Times): a base letter, then a sign for the
mark. VISCII 1.1: RFC 1456. VPS (fonts VPS Times): what two published tables agree on; its capitals with a dot below,
which it puts at control codes, are not among that. The tables are written out in the order of the vowels
a ă â e ê i o ô ơ u ư y, each with grave, hook, tilde, acute, dot.
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

_VPS_CODES = (
    (0xE0, 0xE4, 0xE3, 0xE1, 0xE5), (0xA2, 0xA3, 0xA4, 0xA1, 0xA5), (0xC0, 0xC4, 0xC5, 0xC3, 0xC6),
    (0xE8, 0xC8, 0xEB, 0xE9, 0xCB), (0x8A, 0x8B, 0xCD, 0x89, 0x8C), (0xEC, 0xCC, 0xEF, 0xED, 0xCE),
    (0xF2, 0xD5, 0xF5, 0xF3, 0x86), (0xD2, 0xB0, 0x87, 0xD3, 0xB6), (0xA9, 0xAA, 0xAB, 0xA7, 0xAE),
    (0xF9, 0xFB, 0xDB, 0xFA, 0xF8), (0xD8, 0xBA, 0xBB, 0xD9, 0xBF), (0xFF, 0x9B, 0xCF, 0x9A, 0x9C),
)  # fmt: skip
_VPS_CAPITALS = (
    (0x80, 0x81, 0x82, 0xC1), (0x8E, 0x8F, 0xF0, 0x8D), (0x84, 0x85, None, 0x83), (0xD7, 0xDE, 0xFE, 0xC9),
    (0x93, 0x94, 0x95, 0x90), (0xB5, 0xB7, 0xB8, 0xB4), (0xBC, 0xBD, 0xBE, 0xB9), (0x97, 0x98, 0x99, 0x96),
    (0x9E, 0x9F, 0xA6, 0x9D), (0xA8, 0xD1, 0xAC, 0xDA), (0xAF, 0xB1, None, 0xAD), (0xB2, 0xFD, 0xB3, 0xDD),
)  # fmt: skip
VPS: dict[int, str] = (
    {
        code: letter
        for codes, letters in zip(_VPS_CODES, MARKED, strict=True)
        for code, letter in zip(codes, letters, strict=True)
    }
    | {
        code: letter.upper()
        for codes, letters in zip(_VPS_CAPITALS, MARKED, strict=True)
        for code, letter in zip(codes, letters, strict=False)
        if code
    }
    | dict(zip(b"\xe6\xe2\xc7\xea\xf4\xd6\xdc\x88\xc2\xf1\xca\xd4\xf7\xd0", "ăâđêôơưĂÂĐÊÔƠƯ", strict=True))
)
