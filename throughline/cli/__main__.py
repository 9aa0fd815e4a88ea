"""``python -m throughline.cli`` is the same as ``throughline``."""

import sys

from throughline.cli import main

sys.exit(main())
