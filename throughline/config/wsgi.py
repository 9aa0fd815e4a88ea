"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # database, files and letters are for their owner's eyes alone, wherever the home folder lies
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings")
application = get_wsgi_application()
