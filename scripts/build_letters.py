# ruff: noqa: INP001
"""Van Ban Serif from Liberation Serif 2.1.5: ``python scripts/build_letters.py FOLDER`` with LiberationSerif-*.ttf.

Debian: fonts-liberation2, /usr/share/fonts/truetype/liberation2. Kept: Latin with the letters of Vietnamese and of the
languages spoken in Viet Nam (Êđê, Jrai, Bahnar), Greek, Cyrillic, punctuation, signs; hinting goes, outlines and widths
stay.
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "src" / "vanban" / "form" / "fonts"
KEPT = (
    (0x20, 0x24F), (0x2B0, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x218F), (0x2190, 0x22FF), (0x25A0, 0x25FF),
    (0xFB01, 0xFB02),
)  # fmt: skip
FACES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}


def main() -> None:
    """Write the four files."""
    folder = Path(sys.argv[1])
    for face, style in FACES.items():
        font = TTFont(folder / f"LiberationSerif-{face}.ttf")
        options = subset.Options(
            hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6], notdef_outline=True, drop_tables=["FFTM"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
        cutter.subset(font)
        names = {1: "Van Ban Serif", 2: style, 3: f"Van Ban Serif {style} 1.1", 4: f"Van Ban Serif {style}"}
        names |= {6: f"VanBanSerif-{face}"}
        font["name"].names = [name for name in font["name"].names if name.platformID == 3]
        for number, words in names.items():
            font["name"].setName(words, number, 3, 1, 0x409)
        font.save(TARGET / f"VanBanSerif-{face}.ttf")
    (TARGET / "covered.txt").write_text("".join(_ranges(sorted(font.getBestCmap()))), encoding="ascii")


def _ranges(codes: list[int]) -> Iterator[str]:
    """Runs of code points, "0020-007E" each."""
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        yield f"{members[0]:04X}-{members[-1]:04X}\n"


if __name__ == "__main__":
    main()
