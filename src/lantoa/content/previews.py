"""How the forms of an item will look: the rendered texts with what a person wants to know about each."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lantoa.content.rendering import plain, rendered
from lantoa.content.rules.checking import FORMS, FactUse, Problem, problems, uses
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.words import Words
from vanban.speech import reading_seconds


@dataclass(frozen=True, slots=True)
class Look:
    """One form as it will look. ``html``: of the article; ``paragraphs``: of the others; ``first``: of a poster."""

    form: Form
    html: SafeString
    text: str
    seconds: int
    length: int

    @property
    def paragraphs(self) -> list[list[str]]:
        """Paragraphs of lines."""
        return [block.split("\n") for block in self.text.split("\n\n") if block.strip()]

    @property
    def lines(self) -> list[str]:
        """All lines: of a poster the first is its headline."""
        return [line for line in self.text.split("\n") if line.strip()]

    @property
    def minutes(self) -> str:
        """ "1 phút 20 giây"."""
        minutes, seconds = divmod(self.seconds, 60)
        parts = [f"{minutes} phút" if minutes else "", f"{seconds} giây" if seconds or not minutes else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that is shown beside the words."""

    title: str
    summary: str
    looks: dict[str, Look]
    uses: list[FactUse]
    problems: list[Problem]

    @property
    def must(self) -> list[Problem]:
        """What has to be mended before approval."""
        return [one for one in self.problems if one.must]

    @property
    def rest(self) -> list[Problem]:
        """What should be looked at."""
        return [one for one in self.problems if not one.must]

    @property
    def can_extract(self) -> bool:
        """Whether there is something typed that could be a fact."""
        return any(one.literal for one in self.problems)


def preview_of(words: Words) -> Preview:
    """All forms of the words as they will look, and the check of their facts."""
    return Preview(
        plain(words, words.title), plain(words, words.summary), {form.value: _look(words, form) for form in FORMS},
        uses(words), problems(words),
    )  # fmt: skip


def _look(words: Words, form: Form) -> Look:
    text = rendered(words, form)
    if form is Form.ARTICLE:
        return Look(form, mark_safe(text), "", 0, 0)  # noqa: S308 - cleaned by richtext.clean as its last step
    seconds = reading_seconds(text) if form is Form.SPOKEN else 0
    return Look(form, SafeString(""), text, seconds, len(text))
