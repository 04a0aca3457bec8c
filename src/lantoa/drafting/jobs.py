"""Work of this room that happens later: an issued plan is printed, read and entered among the plans; a higher plan
is read; a long draft becomes a PDF."""

from lantoa.core.jobs import job
from lantoa.drafting.entering import enter_draft, fail_entering
from lantoa.drafting.prints import fail_print, make_pdf
from lantoa.drafting.reading_higher import fail_higher, read_higher_plan


def gave_up(commune_id: int, draft_id: int) -> None:
    """Three times it went wrong: the page says so and offers to try again."""
    fail_entering(draft_id=draft_id)


@job("drafting.enter_plan", lock="draft-{draft_id}", failed=gave_up)
def enter_plan(commune_id: int, draft_id: int) -> None:
    """DOCX, PDF, and the plan version of an issued draft. Safe to run twice: what is entered is left alone."""
    enter_draft(draft_id=draft_id)


def higher_gave_up(commune_id: int, higher_id: int) -> None:
    """Three times it went wrong: the page says so."""
    fail_higher(higher_id=higher_id)


@job("drafting.read_higher", lock="higher-{higher_id}", failed=higher_gave_up)
def read_higher(commune_id: int, higher_id: int) -> None:
    """Read a higher plan for the comparison. Safe to run twice."""
    read_higher_plan(higher_id=higher_id)


def print_gave_up(commune_id: int, print_id: int) -> None:
    """Three times it went wrong: the page says so and offers to try again."""
    fail_print(print_id=print_id)


@job("drafting.print_pdf", lock="draft-print-{print_id}", in_steps=True, failed=print_gave_up)
def print_pdf(commune_id: int, print_id: int) -> None:
    """The PDF of a long draft, with visible progress. Safe to run twice: what is printed is left alone."""
    make_pdf(commune_id=commune_id, print_id=print_id)
