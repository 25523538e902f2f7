"""The embedded PostgreSQL of a local library: made, started, shared and stopped by CharStudio."""

from charstudio.data.embedded.binaries import Binaries, find_binaries
from charstudio.data.embedded.disposal import delete, reset
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.data.embedded.server import EmbeddedServer

__all__ = ["Binaries", "EmbeddedServer", "LibraryFolder", "delete", "find_binaries", "reset"]
