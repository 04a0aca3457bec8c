"""A document whose marks are lost, given back as far as that can be done without guessing what must not be guessed.

``restored`` returns the source with restored words; each of them is ``Uncertain(kind="restored")`` with what was read
and how sure it is. Names of communes and of people stay as they were read and are ``unsure``: people write them.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vanban.corrections import Correction, corrected
from vanban.restoring.candidates import Finder, Fits
from vanban.restoring.debris import without_debris
from vanban.restoring.decoding import decode
from vanban.restoring.forms import forms
from vanban.restoring.given_names import given
from vanban.restoring.guarded import Token, is_abbreviation, is_kept, levels, mended_code, names, tokens_of
from vanban.restoring.headings import mended_numbers, mended_numerals, mended_points
from vanban.restoring.parted import Change, with_blanks
from vanban.restoring.provinces import provinces
from vanban.source import Source, Uncertain, UncertainKind

LONGEST_PART = 160
"""Words that are decoded together; parts end where a paragraph ends."""
SURE = 0.995
MARKS = re.compile("[\u00c0-\u00ff\u0102-\u01b0\u1ea0-\u1ef9]")
FEW_MARKS = 0.004
"""With a smaller share of marked letters a text was typed without marks; with more an engine has misread it."""
OF_LIST = 0.95
"""Confidence of what is set right by a closed list or by order."""
RESTORED = (
    "Chữ tiếng Việt trong tệp đã mất dấu hoặc nhận dạng sai. Phần mềm đã khôi phục {restored} chữ (đoán theo ngữ cảnh,"
    " có thể sai); con số, ngày tháng, số ký hiệu giữ nguyên như trong tệp. Hãy soát lại bằng bản giấy trước khi dùng."
)
NAMES = (
    "Tên xã, phường và tên người không được đoán: còn {unsure} chỗ ghi như trong tệp, cần người sửa. "
    "Hãy chọn đúng tên xã, phường của kế hoạch này."
)


def restored(source: Source, finder: Finder | None = None, *, names: Sequence[str] = ()) -> Source:
    """The source with its marks given back; never fails on any text. ``names``: units that the caller knows."""
    if finder is None:
        from vanban.restoring.model import shipped

        finder = shipped()
    changes = changes_of(source.text, finder, names)
    after = without_debris(corrected(source, [Correction(one.start, one.end, one.text) for one in changes]))
    return replace(
        after,
        engine=f"{source.engine}+restored",
        uncertain=tuple(sorted((*after.uncertain, *_uncertain(source, changes)), key=lambda one: one.start)),
        notes=(*source.notes, *_notes(changes)),
    )


def changes_of(text: str, finder: Finder, units: Sequence[str] = ()) -> list[Change]:
    """Every word that is restored or doubtful, in order."""
    tokens = tokens_of(text)
    capital = _capital_lines(text, tokens)
    fits = _unmarked if share_of_marks(text) < FEW_MARKS else _damaged
    fixed = [is_kept(one.word) or is_abbreviation(one.word, big) for one, big in zip(tokens, capital, strict=True)]
    candidates = [
        ((one.word.lower(), 0.0),) if stays else fits(finder, one.word.lower())
        for one, stays in zip(tokens, fixed, strict=True)
    ]
    words = [best for part in _parts(tokens) for best in _best(candidates[part], finder)]
    known = {**forms(tokens), **provinces(tokens, [word for word, _ in words]), **given(tokens, units)}
    words = [(known[at], OF_LIST) if at in known else word for at, word in enumerate(words)]
    kept = names(tokens, [word for word, _ in words]) - known.keys()
    for at, level in levels(tokens, kept).items():
        words[at] = (level, OF_LIST)
    changes = [
        _change(token, words[at], is_name=at in kept, is_fixed=fixed[at] and at not in known)
        for at, token in enumerate(tokens)
    ]
    marks = [
        Change(start, start + len(read), read, right, "repaired", OF_LIST)
        for start, (read, right) in {**mended_numbers(text), **mended_numerals(text), **mended_points(text)}.items()
    ]
    taken = {place for one in marks for place in range(one.start, one.end)}
    parted = with_blanks(tokens, changes, finder.language)
    return sorted([*marks, *(one for one in parted if one.start not in taken)], key=lambda one: one.start)


def share_of_marks(text: str) -> float:
    """Marked letters among the letters, 0 to 1; French marks count."""
    letters = sum(map(str.isalpha, text))
    return len(MARKS.findall(text)) / letters if letters else 0.0


def _damaged(finder: Finder, word: str) -> Fits:
    return finder.damaged(word)


def _unmarked(finder: Finder, word: str) -> Fits:
    return finder.unmarked(word)


def _change(token: Token, guess: tuple[str, float], *, is_name: bool, is_fixed: bool) -> Change | None:
    word, confidence = guess
    text = mended_code(token.word) if is_fixed else recased(token.word, word)
    kind: UncertainKind = "repaired" if is_fixed else "restored"
    if is_name and not is_fixed:
        text, kind = token.word, "unsure"
    elif text == token.word:
        return None
    sure = OF_LIST if is_fixed else round(confidence, 3)
    return Change(token.start, token.end, token.word, text, kind, sure)


def recased(read: str, word: str) -> str:
    """The word in the case of what was read."""
    letters = [char for char in read if char.isalpha()]
    if len(letters) > 1 and sum(map(str.isupper, letters)) > 0.7 * len(letters):
        return word.upper()
    return word[:1].upper() + word[1:] if read[:1].isupper() else word


def _parts(tokens: Sequence[Token]) -> Iterator[slice]:
    """Stretches that end with a sentence, or at the latest after ``LONGEST_PART`` words."""
    begin = 0
    for index, token in enumerate(tokens):
        ends = token.closed[:1] in {".", ";", ":"} and token.ends_line and index - begin >= 40
        if ends or index - begin + 1 >= LONGEST_PART:
            yield slice(begin, index + 1)
            begin = index + 1
    if begin < len(tokens):
        yield slice(begin, len(tokens))


def _best(candidates: Sequence[Fits], finder: Finder) -> Iterator[tuple[str, float]]:
    language = finder.language
    spelt: list[dict[int, str]] = []
    places = []
    for fits in candidates:
        least = min(cost for _, cost in fits)
        numbered = {language.number(word): (word, math.exp(least - cost)) for word, cost in reversed(fits)}
        spelt.append({number: word for number, (word, _) in numbered.items()})
        places.append([(number, fit) for number, (_, fit) in numbered.items()])
    for words, chances in zip(spelt, decode(places, language), strict=True):
        number = max(chances, key=lambda one: chances[one])
        yield words[number], min(SURE, chances[number])


def _capital_lines(text: str, tokens: Sequence[Token]) -> list[bool]:
    """For each token whether its line is in capitals."""
    out = []
    for token in tokens:
        line = text[text.rfind("\n", 0, token.start) + 1 : (text.find("\n", token.end) + 1 or len(text) + 1) - 1]
        letters = [char for char in line if char.isalpha()]
        out.append(sum(map(str.isupper, letters)) > 0.6 * len(letters))
    return out


def _uncertain(source: Source, changes: Sequence[Change]) -> Iterator[Uncertain]:
    moved = 0
    pages = iter(source.lines)
    line = next(pages, None)
    for one in changes:
        while line and line.end <= one.start:
            line = next(pages, None)
        start = one.start + moved
        yield Uncertain(start, start + len(one.text), one.kind, one.confidence, (one.read,), line.page if line else 1)
        moved += len(one.text) - (one.end - one.start)


def _notes(changes: Sequence[Change]) -> Iterator[str]:
    count = sum(one.kind != "unsure" for one in changes)
    unsure = sum(one.kind == "unsure" for one in changes)
    if count:
        yield RESTORED.format(restored=count)
    if unsure:
        yield NAMES.format(unsure=unsure)
