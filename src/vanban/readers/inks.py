"""One grey channel of a page in which letters stay as black as they are and coloured ink (seals, pens) is gone.

Inks let light through: where a seal lies over letters, of each channel as much is left as both leave together. A red
ink is nearly clear in red, a blue one half so in blue, and black is equal in all; so from the clearest and the
darkest channel of a dot it is told how much of it is ink and how much is black, once the colour of the ink is known:
that of the dots that have most of it. Before, dots in a seal were black or paper by one level: letters came out thin.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageChops

Pixels = Any
Spread = Callable[[Image.Image, int], Image.Image]
"""``cleaning._spread``: the lightest level within some dots."""

COLOURFUL = 20
"""Levels between the channels, beyond those of the paper, that are ink of a seal or a pen."""
FEW = 200
"""Dots, from which on the colour of an ink is told."""
MOST = 80
"""Per cent of the dots of an ink that have less of it than those by which its colour is told."""
RED, BLUE = (0.82, 0.15), (0.55, 0.12)
"""What inks leave of the light in their clearest and their darkest channel, where it is not told."""
DARKEST = 12
"""Grey level below which a scanner sees nothing but noise."""
BLACK, PALE = 0.45, 0.85
"""Parts of the paper's light: below the first are the cores of letters, above the second is paper."""
REACH = 2
"""Dots around a core that may be the edge of its letter; what is left of an ink farther off is paper."""
TOGETHER = 4
"""Black dots of nine from which on they are a letter's."""


def without_colour(picture: Image.Image, spread: Spread) -> Image.Image:
    """The grey levels of a picture without its coloured ink. ``spread``: ``cleaning.spread``."""
    red, green, blue = picture.convert("RGB").split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    colour = ImageChops.subtract(lightest, ImageChops.darker(ImageChops.darker(red, green), blue))
    tint, paper = _middle(colour), _middle(lightest)
    if colour.getextrema()[1] <= tint + COLOURFUL:  # type: ignore[operator]
        return lightest
    # JPEG keeps colour at half the dots: what stands next to colour is part of it.
    ink = spread(colour.point([255 * (level > tint + COLOURFUL) for level in range(256)]), 2)
    places = np.nonzero(np.asarray(ink))
    left = [_left(np.asarray(one)[places], _middle(one)) for one in (red, green, blue)]
    levels = np.array(lightest)
    without = _paper_and_black(*left)
    near = _near_letters(levels, (places, without < BLACK), spread)
    levels[places] = np.where(near & (without < PALE), paper * without, paper).astype(np.uint8)
    return Image.fromarray(levels)


def _near_letters(levels: Pixels, ink: tuple[Any, Pixels], spread: Spread) -> Pixels:
    """Which of the places under ink are a letter's: those near black that is no thin line; outside the ink, too."""
    places, black = ink
    box = tuple(slice(max(0, int(one.min()) - REACH), int(one.max()) + REACH + 1) for one in places)
    core = levels < BLACK * max(1, _middle(Image.fromarray(levels)))
    core[places] = black
    grown = np.zeros(levels.shape, bool)
    grown[box] = np.asarray(spread(Image.fromarray(_thick(core[box])), REACH)) > 0
    return grown[places]


def _thick(core: Pixels) -> Pixels:
    """The dots that have others beside them: what is left of the thin lines of an ink has none."""
    marks = np.pad(core.astype(np.uint8), 1)
    high, wide = core.shape
    beside = sum(marks[dy : dy + high, dx : dx + wide] for dy in range(3) for dx in range(3))
    return np.where(core & (beside >= TOGETHER), 255, 0).astype(np.uint8)


def _middle(channel: Image.Image) -> int:
    """The grey level of the paper: most of a page is."""
    left = channel.width * channel.height / 2
    for level, count in enumerate(channel.histogram()):
        left -= count
        if left <= 0:
            return max(1, level)
    return 255


def _left(levels: Pixels, paper: int) -> Pixels:
    """What is left of the paper's light."""
    return np.clip(levels.astype(np.float32) / max(paper, DARKEST), DARKEST / 255, 1.0)


def _paper_and_black(red: Pixels, green: Pixels, blue: Pixels) -> Pixels:
    """What is left without the ink, whichever of the two lies on a dot."""
    return np.where(
        red >= blue,
        _without_ink(red, np.minimum(green, blue), (red >= blue, RED)),
        _without_ink(blue, np.minimum(red, green), (red < blue, BLUE)),
    )


def _without_ink(clear: Pixels, dark: Pixels, of: tuple[Pixels, tuple[float, float]]) -> Pixels:
    """``of``: the dots that have this ink, and how it is where they are few."""
    through, stopped = _colour((clear, dark), *of)
    ratio = clear / dark
    part = (ratio - 1) / np.maximum(0.02, ratio * (1 - stopped) - (1 - through))
    return np.minimum(1.0, clear / (1 - np.clip(part, 0, 1) * (1 - through)))


def _colour(left: tuple[Pixels, Pixels], here: Pixels, usual: tuple[float, float]) -> tuple[float, float]:
    """What an ink leaves in its clearest and its darkest channel."""
    clear, dark = left
    strength = (clear - dark)[here]
    if len(strength) < FEW:
        return usual
    deep = strength >= np.percentile(strength, MOST)
    return float(np.median(clear[here][deep])), float(np.median(dark[here][deep]))
