#!/usr/bin/env python3
"""Django's own commands, for those who look after an installation."""

import os
import sys

from django.core.management import execute_from_command_line

from throughline.kernel.refusals import Refused

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except Refused as refused:
        sys.exit(str(refused))
