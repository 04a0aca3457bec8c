"""Work of this room that happens later: reading a document."""

from lantoa.communes.queries import unit_wordings
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.plans.actions.reading import Read, fail_reading, save_reading, show_progress
from lantoa.plans.document import read_corrected, read_document
from lantoa.plans.models import PlanVersion
from lantoa.plans.rules.review import VersionState
from vanban.apart import Progress
from vanban.errors import ReadError

LOST_FILE = ReadError("file_lost", "Không tìm thấy tệp đã lưu. Hãy tải kế hoạch lên lại.")


@job("plans.read_version", lock="plan-version-{version_id}", in_steps=True)
def read_version(commune_id: int, version_id: int) -> None:
    """Read the file of a version and put the result before the reviewers.

    Each step has a transaction of its own, so that the page sees the progress; the result is written in one. Killed in
    between, it starts anew; called again when the result is there, it does nothing.
    """
    with scope([commune_id]):
        version = PlanVersion.objects.select_related("file").filter(pk=version_id).first()
    if version is None or version.file is None or version.state != VersionState.READING.value:
        return

    def tell(percent: int, stage: str) -> None:
        with scope([commune_id]):
            show_progress(version_id=version_id, percent=percent, stage=stage)

    try:
        read = _read(version, tell)
    except FileNotFoundError:
        _fail(commune_id, version_id, LOST_FILE)
    except ReadError as error:
        _fail(commune_id, version_id, error)
    else:
        with scope([commune_id]):
            save_reading(version_id=version_id, read=read)


def _read(version: PlanVersion, tell: Progress) -> Read:
    """From the file; from the kept source where a clerk has set its words right."""
    again = version.reading or {}
    with scope([version.commune_id]):
        units = unit_wordings()
    if again.get("again"):
        return read_corrected(again["kept"], tell, units=units)
    assert version.file is not None  # noqa: S101 - looked at before
    data = store.read(version.commune_id, version.file.sha256)
    return read_document(data, version.file.name, tell, units=units)


def _fail(commune_id: int, version_id: int, error: ReadError) -> None:
    with scope([commune_id]):
        fail_reading(version_id=version_id, code=error.code, message=error.message)
