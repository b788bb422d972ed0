"""`python -m benchmarks` (`make bench`): speed and memory."""

import sys

from benchmarks.speed import main

sys.exit(main())
