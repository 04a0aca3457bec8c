"""Making media fit for the web, taking large files in. Killed in between, it begins anew; done, it does nothing."""

from procrastinate.contrib.django import app

from lantoa.core.jobs import job
from lantoa.media import incoming_files, preparing

HOURLY = "41 * * * *"


def gave_up(commune_id: int, medium_id: int) -> None:
    """The last try failed for a reason of ours: say so on the page."""
    preparing.fail(commune_id, medium_id, preparing.FAULT)


@job("media.make_pictures", lock="medium-{medium_id}", in_steps=True, failed=gave_up)
def make_pictures(commune_id: int, medium_id: int) -> None:
    """The sizes of a picture."""
    preparing.make_pictures(commune_id, medium_id)


@job("media.make_playable", lock="media-transcode", in_steps=True, failed=gave_up)
def make_playable(commune_id: int, medium_id: int) -> None:
    """Web formats of a video or sound, one at a time on the whole machine: reminders and reports go on beside it."""
    preparing.make_playable(commune_id, medium_id)


@app.periodic(cron=HOURLY)
@app.task(name="media.sweep", queueing_lock="media.sweep")
def sweep(timestamp: int) -> None:
    """Remove pieces of large files that nobody went on sending for a week."""
    incoming_files.sweep()
