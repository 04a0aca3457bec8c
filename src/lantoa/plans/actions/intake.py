"""A plan comes in: its file is kept, its first version is there, and the reading is ordered in the same transaction."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.actions import enter, receive
from lantoa.files.checks import MB, PLAN_DOCUMENTS
from lantoa.files.uploads import chunks_of
from lantoa.ledger.actions import record
from lantoa.plans.actions.editions import check_none_open
from lantoa.plans.editions import edition_in_force
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Plan, PlanVersion
from lantoa.plans.queries import version_of_bytes
from lantoa.plans.rules.review import VersionState, check_transition
from vanban.errors import ReadError
from vanban.photos_together import photos_together

PASTED_NAME = "Văn bản dán.txt"
SHORTEST_TEXT = 80
LONGEST_TEXT = 500_000
MOST_PHOTO_BYTES = 150 * MB
"""Twenty photos of a phone have 60 to 100."""


class AlreadyThere(Refused):
    """The same document was given before; ``plan_id`` says where it is."""

    def __init__(self, plan_id: int) -> None:
        super().__init__("plan_there", "Kế hoạch này đã có: tệp vừa gửi trùng với tệp của một kế hoạch đã tải lên.")
        self.plan_id = plan_id


def receive_plan(
    *, commune: Commune, upload: "UploadedFile[Any] | bytes", name: str, by: Person | None, plan: Plan | None = None,
    partial: bool = False, later: bool = True,
) -> PlanVersion:  # fmt: skip
    """Keep a document as a new plan, or as the next edition of ``plan``, and have it read (``later``: by a worker).

    ``partial``: the document only amends: what it does not speak of stays as it is.

    Raises:
        AlreadyThere: the same bytes are a plan of this commune already; ``Refused("amendment_open")``: another edition
        of the plan waits already.
        Refused: the file is empty, too large, or of a kind that no plan has (``files.checks``).
    """
    received = receive(commune=commune, upload=upload, name=name, allowed=PLAN_DOCUMENTS)
    with transaction.atomic():
        # Two people who send the same file at the same moment: the second waits here, and finds the first one's.
        Commune.objects.select_for_update(no_key=True).get(pk=commune.pk)
        if known := version_of_bytes(received.sha256):
            raise AlreadyThere(known.plan_id)
        if plan:
            check_none_open(plan)
        file = enter(commune=commune, received=received, by=by)
        plan = plan or _new_plan(commune, PurePath(received.name).stem, by)
        former = edition_in_force(plan)
        version = PlanVersion.of(
            commune.pk, plan=plan, edition=plan.versions.count() + 1, file=file, created_by=by, asked_at=clock.now(),
            stage="Đang chờ đọc", based_on=former, is_partial=partial and former is not None,
        )  # fmt: skip
        version.save(force_insert=True)
        record(action="plan.received", on=version, by=by, file=file.pk, sha256=file.sha256, edition=version.edition)
        if later:
            read_version.defer(commune.pk, version.pk)
    return version


def receive_photos(
    *, commune: Commune, uploads: Sequence["UploadedFile[Any]"], by: Person | None, plan: Plan | None = None,
    partial: bool = False,
) -> PlanVersion:  # fmt: skip
    """Several photos of one document, as one plan: they are put together to one PDF.

    Raises:
        AlreadyThere, Refused: as ``receive_plan``; ``not_photos``, ``photos_too_large``, or what is wrong with one.
    """
    if sum(upload.size or 0 for upload in uploads) > MOST_PHOTO_BYTES:
        raise Refused(
            "photos_too_large",
            f"Các ảnh gửi cùng lúc lớn hơn {MOST_PHOTO_BYTES // MB} MB. Hãy chọn chất lượng ảnh thấp hơn khi chụp, "
            "hoặc ghép các ảnh thành một tệp PDF rồi gửi.",
        )
    try:
        made = photos_together([b"".join(chunks_of(upload)) for upload in uploads])
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    stem = PurePath(uploads[0].name or "").stem or "Ảnh chụp"
    name = f"{stem} và {len(uploads) - 1} ảnh khác.pdf"
    return receive_plan(commune=commune, upload=made, name=name, by=by, plan=plan, partial=partial)


def receive_text(
    *, commune: Commune, text: str, by: Person | None, plan: Plan | None = None, partial: bool = False
) -> PlanVersion:
    """A plan whose text was pasted; kept as a text file like any other.

    Raises:
        AlreadyThere, Refused: as ``receive_plan``; the text is too short or too long.
    """
    clean = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(clean) < SHORTEST_TEXT:
        raise Refused("text_short", "Đoạn văn bản quá ngắn. Hãy dán toàn bộ nội dung kế hoạch.")
    if len(clean) > LONGEST_TEXT:
        raise Refused("text_long", "Đoạn văn bản quá dài. Hãy lưu thành tệp .txt hoặc .docx rồi tải lên.")
    return receive_plan(commune=commune, upload=clean.encode(), name=PASTED_NAME, by=by, plan=plan, partial=partial)


@transaction.atomic
def read_again(*, version: PlanVersion, by: Person | None) -> None:
    """Order the reading once more: after a failure, or to throw a review away and begin anew.

    Raises:
        Refused("plan_state"): the version is adopted or given up.
    """
    row = _locked(version)
    if row.file_id is None:
        raise Refused("plan_state", "Bản này được soạn trên phần mềm nên không có tệp để đọc lại.")
    if row.state != VersionState.READING.value:
        check_transition(VersionState(row.state), VersionState.READING)
    row.state, row.progress, row.stage = VersionState.READING.value, 0, "Đang chờ đọc"
    row.error_code = row.error_message = ""
    row.asked_at, row.reading = clock.now(), None
    row.save()
    record(action="plan.read_again", on=row, by=by)
    read_version.defer(row.commune_id, row.pk)


@transaction.atomic
def withdraw_version(*, version: PlanVersion, by: Person | None) -> None:
    """Give up a version that is not adopted: it leaves the lists, its file and its ledger entries stay.

    Raises:
        Refused("plan_state"): the version is adopted.
    """
    row = _locked(version)
    check_transition(VersionState(row.state), VersionState.WITHDRAWN)
    row.state = VersionState.WITHDRAWN.value
    row.save(update_fields=["state"])
    record(action="plan.withdrawn", on=row, by=by)


def _locked(version: PlanVersion) -> PlanVersion:
    row: PlanVersion = PlanVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    return row


def _new_plan(commune: Commune, title: str, by: Person | None) -> Plan:
    """Under the file's name, until the reading knows better."""
    plan = Plan.of(commune.pk, title=title[:500] or "Kế hoạch", created_by=by)
    plan.save(force_insert=True)
    return plan
