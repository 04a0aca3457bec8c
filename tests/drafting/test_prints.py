"""PDF: at once for what wards write, by a worker for what is long; the words of the moment, printed once."""

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.drafting.actions import save_changes
from lantoa.drafting.jobs import print_gave_up, print_pdf
from lantoa.drafting.models import Draft, DraftPrint, PrintState
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.length import is_long, pages_about
from lantoa.drafting.rules.merging import Changes
from lantoa.files import store
from tests.drafting.made import made_draft
from tests.factories import World

pytestmark = pytest.mark.django_db
WORDS = "Tuyên truyền cải cách hành chính đến từng tổ dân phố, từng hộ gia đình và doanh nghiệp trên địa bàn. " * 20


def long_draft(world: World) -> Draft:
    draft = made_draft(world)
    more = tuple(Block(f"x{at}", BlockKind.TEXT.value, f"{at} {WORDS}") for at in range(24))
    order = (*(one.key for one in blocks_of(draft)), *(one.key for one in more))
    save_changes(draft=draft, changes=Changes(more, order=order), by=world.owner)
    draft.refresh_from_db()
    return draft


def test_a_short_draft_is_printed_at_once(in_commune: World) -> None:
    draft = made_draft(in_commune)
    assert not is_long(blocks_of(draft))
    answer = in_commune.client(Role.OFFICER).get(reverse("drafting_file", args=[draft.pk, "pdf"]))
    assert answer.content.startswith(b"%PDF")
    assert not DraftPrint.objects.exists()


def test_a_long_draft_is_printed_by_a_worker_and_only_once(in_commune: World) -> None:
    draft = long_draft(in_commune)
    client, path = in_commune.client(Role.OFFICER), reverse("drafting_print", args=[draft.pk])
    answer = client.get(reverse("drafting_file", args=[draft.pk, "pdf"]))
    assert answer.headers["Location"] == path
    assert "Đang lập tệp PDF" in client.get(path).content.decode()
    assert "Đang lập tệp PDF" in client.get(path, headers={"HX-Request": "true"}).content.decode()
    row = DraftPrint.objects.get()
    print_pdf(in_commune.commune.pk, row.pk)
    with scope([in_commune.commune.pk]):
        row.refresh_from_db()
        assert row.state == PrintState.READY.value
        assert row.pages > 8, "the page was told how far it is"
        assert row.file
        data = store.read(row.commune_id, row.file.sha256)
    assert data.startswith(b"%PDF")
    assert client.get(path, headers={"HX-Request": "true"}).headers["HX-Redirect"] == path
    assert f"/{row.file_id}/" in client.get(path).content.decode()
    print_pdf(in_commune.commune.pk, row.pk)
    assert DraftPrint.objects.count() == 1


def test_words_that_changed_are_another_printing(in_commune: World) -> None:
    draft = long_draft(in_commune)
    path = reverse("drafting_print", args=[draft.pk])
    in_commune.client().get(path)
    first = DraftPrint.objects.get()
    block = blocks_of(draft)[-1]
    save_changes(draft=draft, changes=Changes(deleted={block.key: block.rev}), by=in_commune.owner)
    print_pdf(in_commune.commune.pk, first.pk)
    assert not DraftPrint.objects.filter(pk=first.pk).exists(), "nobody asks for the old words any more"
    in_commune.client().get(path)
    assert DraftPrint.objects.get().digest != first.digest


def test_a_printing_that_was_given_up_says_so_and_can_be_tried_again(in_commune: World) -> None:
    draft = long_draft(in_commune)
    path = reverse("drafting_print", args=[draft.pk])
    in_commune.client().get(path)
    row = DraftPrint.objects.get()
    print_gave_up(in_commune.commune.pk, row.pk)
    assert "Lập lại" in in_commune.client().get(path).content.decode()
    in_commune.client().post(reverse("drafting_print_again", args=[draft.pk]))
    row.refresh_from_db()
    assert row.state == PrintState.MAKING.value


@pytest.mark.parametrize(("tasks", "pages"), [(30, 10), (60, 17), (200, 46), (300, 67)])
def test_the_pages_are_about_those_that_were_printed(tasks: int, pages: int) -> None:
    """Printed once and counted: see ``rules/length.py``."""
    words = (
        "Tổ chức hội nghị tuyên truyền về cải cách hành chính, chuyển đổi số, dịch vụ công trực tuyến cho tổ trưởng tổ"
        " dân phố, cộng tác viên, người dân và doanh nghiệp trên địa bàn phường"
    )
    blocks = [Block(f"t{at}", BlockKind.TASK.value, words) for at in range(tasks)]
    blocks += [Block(f"p{at}", BlockKind.TEXT.value, words * 2) for at in range(20)]
    assert abs(pages_about(blocks) - pages) <= max(2, pages // 7)
