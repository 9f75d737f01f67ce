"""`python -m zhuisu.server` is the command `zhuisu`."""

import sys

from zhuisu.server.cli import main

sys.exit(main())
