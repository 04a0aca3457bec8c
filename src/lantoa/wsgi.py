"""The WSGI application that the web server runs: Django, and before it the cache of public pages."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from lantoa.portal.freshness import version_of  # noqa: E402
from lantoa.portal.front import FrontCache  # noqa: E402

application = FrontCache(_django, version=version_of, session=settings.SESSION_COOKIE_NAME)

# The pages of all rooms are loaded before the first visitor comes, who else waited for it (1.7 s of processor time).
with translation.override(settings.LANGUAGE_CODE):
    reverse("home")

# Half a million objects of the program itself never become rubbish: without this they are looked through again and
# again while pages are made.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
