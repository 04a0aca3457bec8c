"""Names of units that the caller knows, set right in the lines of a scan: a name differs from what was read in few
letters, and the engine was not sure of those words or they are no syllables. What was read is kept beside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vanban.closeness import FEW, LONG, letters_apart, usable
from vanban.letters import bare
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Seen
from vanban.restoring.spelling import is_syllable

SURE = 0.93
"""A word that the engine is surer of, and that is a syllable, stays."""
EDGE = " .,:;'`“”\"()"


def with_names(lines: Iterable[Piece], names: Sequence[str]) -> Iterator[Piece]:
    """The lines of a document; words of scans that nearly say one of ``names`` say it."""
    known = [name.split() for name in usable(names)]
    for line in lines:
        words = _mended(line.words, known) if known and line.words else line.words
        same = words == line.words
        yield line if same else replace(line, text=" ".join(word.text for word in words), words=words)


def _mended(words: tuple[Seen, ...], known: Sequence[list[str]]) -> tuple[Seen, ...]:
    out = list(words)
    for at in range(len(words)):
        first = bare(words[at].text.strip(EDGE))[:1]
        for name in known:
            part = out[at : at + len(name)]
            if len(part) == len(name) and bare(name[0])[:1] == first and _says(part, name):
                out[at : at + len(name)] = map(_as, part, name)
    return tuple(out)


def _says(part: Sequence[Seen], name: Sequence[str]) -> bool:
    """Whether words that were read are a name, a few letters aside, and each that differs may have been misread."""
    read = [word.text.strip(EDGE) for word in part]
    other = [(word, text) for word, text, right in zip(part, read, name, strict=True) if text != right]
    if not other or any(map(str.isdigit, "".join(read))) or not all(_may_be_misread(*one) for one in other):
        return False
    whole = " ".join(name)
    return abs(len(" ".join(read)) - len(whole)) <= FEW and (
        letters_apart(" ".join(read), whole) <= (FEW if len(whole) >= LONG else 1)
    )


def _may_be_misread(word: Seen, text: str) -> bool:
    return word.confidence < SURE or not is_syllable(text.lower())


def _as(word: Seen, right: str) -> Seen:
    core = word.text.strip(EDGE)
    if core == right or not core:
        return word
    text = word.text.replace(core, right, 1)
    return replace(
        word, text=text, kind=word.kind or "repaired", others=tuple(dict.fromkeys((word.text, *word.others)))
    )
