"""Work of this room that happens by the clock."""

from procrastinate.contrib.django import app

from lantoa.files import store

HOURLY = "23 * * * *"


@app.periodic(cron=HOURLY)
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep(timestamp: int) -> None:
    """Remove what killed processes left behind."""
    store.sweep()
