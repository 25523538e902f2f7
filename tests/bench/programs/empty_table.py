"""An empty QTableView: the least that a window of PySide6 with a table takes."""

import os
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView


class Table(QTableView):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        super().paintEvent(event)
        print(time.monotonic_ns(), flush=True)
        os._exit(0)


application = QApplication([])
table = Table()
table.resize(1440, 900)
table.show()
application.exec()
