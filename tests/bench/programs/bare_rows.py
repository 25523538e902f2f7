"""200 rows of ten columns by psycopg in a QTableView, without anything else."""

import os
import time

import psycopg
from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView


class Table(QTableView):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        super().paintEvent(event)
        print(time.monotonic_ns(), flush=True)
        os._exit(0)


with psycopg.connect(os.environ["CHARSTUDIO_DATABASE_URL"]) as connection:
    rows = connection.execute(
        """
        SELECT name, style_type, generation_status, tags, is_favorite, is_public, is_in_library, user_id, created_at,
          updated_at
        FROM characters WHERE id >= '' ORDER BY created_at DESC, id DESC LIMIT 200
        """
    ).fetchall()
application = QApplication([])
model = QStandardItemModel(len(rows), 10)
for number, row in enumerate(rows):
    for column, value in enumerate(row):
        model.setItem(number, column, QStandardItem(str(value)))
table = Table()
table.setModel(model)
table.resize(1440, 900)
table.show()
application.exec()
