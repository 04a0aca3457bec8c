"""The WSGI application that the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.settings")
application = get_wsgi_application()

# Half a million objects of the program itself never become rubbish: without this they are looked through again and
# again while pages are made.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
