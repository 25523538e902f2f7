"""``python -m charstudio``."""

import sys

from charstudio.cli import main

if __name__ == "__main__":
    sys.exit(main())
