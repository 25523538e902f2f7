"""CharStudio as the entry point starts it, up to the first paint of its window."""

import os
import sys
import time

import charstudio.cli.window  # noqa: F401 (a start imports it)
from charstudio import logs

logs.start()

from charstudio.ui.launch import Launch, Start, make_application  # noqa: E402


def painted() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


application = make_application(sys.argv)
launch = Launch(application, Start())
launch.window.painted.connect(painted)
launch.begin()
application.exec()
