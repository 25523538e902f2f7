"""Pictures for the window: loaded by threads, the most wanted first, and cached on disk.

Near threads read files, data URIs and the disk cache. What comes from afar (the web, megabytes in the database) has
threads of its own, so that a slow server never holds up a picture that is at hand.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtGui import QImage

from charstudio.domain.cancellation import current
from charstudio.domain.errors import CancelledError, ExpectedError
from charstudio.domain.images import ImageReference
from charstudio.images.base import ImageBase
from charstudio.images.cache import ThumbnailCache, entry_key
from charstudio.images.decode import decode
from charstudio.images.errors import PictureError
from charstudio.images.fetch import read_bytes, unreadable
from charstudio.images.jobs import Job, JobQueue, PictureKey
from charstudio.images.source import (
    CompleteSource,
    FileSource,
    ReadStored,
    Source,
    StoredSource,
    WebSource,
    complete,
    resolve,
)

if TYPE_CHECKING:
    from charstudio.images.web import Hosts, WebSession

_log = logging.getLogger(__name__)

WEB_MAX_AGE_S: Final = 7 * 24 * 3600.0
"""How long a picture from the web is shown without asking the server again. The platform never reuses a name."""

_UNWRITTEN_BYTES: Final = 96 * 1024 * 1024
_CLOSE_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """A picture; the image may be used in any thread."""

    image: QImage


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no picture: a caption without full stop, and what to do, or ""."""

    reason: str
    remedy: str = ""


Deliver: TypeAlias = Callable[[PictureKey, Loaded | Failed], None]


class Loader:
    """Loads pictures and hands each to ``deliver``, which is called in a thread of the loader.

    Every request is answered exactly once, unless it is dropped before. No method waits for a picture; all may be
    called from any thread. Failures are not remembered: a request after one tries again.
    """

    def __init__(
        self,
        base: ImageBase,
        cache: ThumbnailCache,
        read_stored: ReadStored,
        deliver: Deliver,
        threads: int = 2,
        web_threads: int = 4,
    ) -> None:
        self._base = base
        self._cache = cache
        self._read_stored = read_stored
        self._deliver = deliver
        self._sizes = {"near": threads, "far": web_threads}
        self._threads: dict[str, list[threading.Thread]] = {"near": [], "far": []}
        self._lock = threading.Lock()
        self._near_wanted = threading.Condition(self._lock)
        self._far_wanted = threading.Condition(self._lock)
        self._near = JobQueue()
        self._far = JobQueue()
        self._jobs: dict[PictureKey, Job] = {}
        self._unwritten: deque[tuple[str, QImage]] = deque()
        self._unwritten_bytes = 0
        self._batch = 0
        self._closed = False
        self._hosts: Hosts | None = None

    def request(
        self,
        reference: ImageReference,
        size: tuple[int, int] | None = None,
        cover: bool = True,
        owner: str = "",
        fresh: bool = False,
    ) -> PictureKey:
        """Ask for a picture that fills (``cover``) or fits ``size`` device pixels; without a size, the full one.

        Asking again while it is on its way moves it ahead and is answered once. ``owner`` names the view that asks.
        ``fresh`` passes by what is kept of the web ("Reload"). After ``close`` nothing happens.
        """
        key = PictureKey(reference, size, cover or size is None)
        with self._lock:
            if self._closed:
                return key
            job = self._jobs.get(key)
            if job is None or (fresh and not job.fresh):
                owners = set() if job is None else job.owners
                if job is not None:
                    job.cancellation.request()
                job = self._jobs[key] = Job(key, owners, fresh)
            job.owners.add(owner)
            if not job.running:
                self._enqueue(job)
        return key

    def keep_only(self, keys: Collection[PictureKey], owner: str = "") -> None:
        """Drop what ``owner`` asked for and no longer shows, and start a new batch, which goes before the older ones.

        To be called when a view was scrolled, with what is in it and near it. What was dropped may be asked for again.
        """
        kept = set(keys)
        with self._lock:
            self._batch += 1
            for job in [job for job in self._jobs.values() if owner in job.owners and job.key not in kept]:
                self._release(job, owner)

    def forget(self, keys: Collection[PictureKey], owner: str = "") -> None:
        """Drop these requests of ``owner``; others that asked for the same still get it."""
        with self._lock:
            for key in keys:
                job = self._jobs.get(key)
                if job is not None and owner in job.owners:
                    self._release(job, owner)

    def set_base(self, base: ImageBase) -> None:
        """Look up web-server paths somewhere else from now on, also those asked for and not answered yet."""
        with self._lock:
            if base == self._base:
                return
            self._base = base
            for job in list(self._jobs.values()):
                job.cancellation.request()
                again = self._jobs[job.key] = Job(job.key, job.owners, job.fresh)
                self._enqueue(again)

    def close(self) -> None:
        """Drop everything and end the threads, within 2 s. Nothing is delivered afterwards."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.cancellation.request()
            self._jobs.clear()
            self._unwritten.clear()
            self._near_wanted.notify_all()
            self._far_wanted.notify_all()
            threads = [*self._threads["near"], *self._threads["far"]]
        deadline = time.monotonic() + _CLOSE_S
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():  # looking up or connecting to a dead host; as a daemon it holds up nothing
                _log.info("A picture thread still waits for the network: %s", thread.name)

    def _enqueue(self, job: Job) -> None:
        if job.source is None:
            self._near.push(job, self._batch)
            self._start_thread("near", self._run_near)
            self._near_wanted.notify()
        else:
            self._far.push(job, self._batch)
            self._start_thread("far", self._run_far)
            self._far_wanted.notify()

    def _start_thread(self, lane: str, run: Callable[[], None]) -> None:
        started = self._threads[lane]
        if len(started) < self._sizes[lane]:
            thread = threading.Thread(target=run, name=f"pictures-{lane}-{len(started)}", daemon=True)
            started.append(thread)
            thread.start()

    def _release(self, job: Job, owner: str) -> None:
        job.owners.discard(owner)
        if not job.owners:
            del self._jobs[job.key]
            job.cancellation.request()

    def _run_near(self) -> None:
        while (task := self._next_near()) is not None:
            if isinstance(task, Job):
                self._run(task, self._load_near)
            else:
                self._cache.write_picture(*task)

    def _next_near(self) -> Job | tuple[str, QImage] | None:
        """The next job; while there is none, the next picture to write to the cache; None at the end."""
        with self._lock:
            while not self._closed:
                if (job := self._near.pop()) is not None:
                    job.running = True
                    return job
                if self._unwritten:
                    entry, image = self._unwritten.popleft()
                    self._unwritten_bytes -= image.sizeInBytes()
                    return entry, image
                self._near_wanted.wait()
            return None

    def _run_far(self) -> None:
        from charstudio.images.web import Hosts, WebSession

        with self._lock:
            self._hosts = self._hosts or Hosts()
        session = WebSession(self._hosts)
        try:
            while (job := self._next_far()) is not None:
                self._run(job, lambda job: self._load_far(job, session))
        finally:
            session.close()

    def _next_far(self) -> Job | None:
        with self._lock:
            while not self._closed:
                if (job := self._far.pop()) is not None:
                    job.running = True
                    return job
                self._far_wanted.wait()
            return None

    def _run(self, job: Job, load: Callable[[Job], QImage | None]) -> None:
        """Load and deliver. A fault of the program is logged and shown as such, and the thread goes on."""
        token = current.set(job.cancellation)
        result: Loaded | Failed
        try:
            job.cancellation.check()
            image = load(job)
            if image is None:
                return
            result = Loaded(image)
        except CancelledError:
            return
        except ExpectedError as error:
            result = Failed(error.what, error.remedy)
        except Exception:  # noqa: BLE001 - a thread must outlive a fault of the program, which is logged
            _log.exception("A picture could not be loaded because of a fault in CharStudio")
            result = Failed("A fault in CharStudio", "The log file has the details.")
        finally:
            current.reset(token)
        with self._lock:
            if self._jobs.get(job.key) is not job:
                return
            del self._jobs[job.key]
        try:
            self._deliver(job.key, result)
        except Exception:  # noqa: BLE001 - a thread must outlive a fault of the program, which is logged
            _log.exception("A picture could not be handed over")

    def _load_near(self, job: Job) -> QImage | None:
        """The picture if it is at hand; None after passing the job on to the far threads."""
        key = job.key
        source = resolve(key.reference, self._base)
        entry = _entry(source, key)
        image = None if job.fresh else self._kept(source, key, entry, WEB_MAX_AGE_S)
        if image is not None:
            return image
        if isinstance(source, WebSource | StoredSource):
            with self._lock:
                if not self._closed and not job.cancellation.requested:
                    job.source, job.running = source, False
                    self._enqueue(job)
            return None
        return self._decode(key, entry, source.path if isinstance(source, FileSource) else read_bytes(source))

    def _load_far(self, job: Job, session: WebSession) -> QImage:
        key, source = job.key, job.source
        if source is None:
            raise TypeError("only a job that was passed on has a source")
        entry = _entry(source, key)
        if isinstance(source, StoredSource):
            source = self._complete(source)
            if (
                isinstance(source, WebSource)
                and not job.fresh
                and (image := self._kept(source, key, entry, WEB_MAX_AGE_S)) is not None
            ):
                return image
        if not isinstance(source, WebSource):
            return self._decode(key, entry, source.path if isinstance(source, FileSource) else read_bytes(source))
        try:
            content = session.get(source.url, insist=job.fresh)
            image = self._decode(key, entry, content)
        except PictureError:
            old = None if job.fresh else self._kept(source, key, entry, None)
            if old is None:
                raise
            return old
        self._cache.write_download(entry_key(source), content)
        return image

    def _complete(self, source: StoredSource) -> CompleteSource:
        # Cancelling this short query could itself wait for the server, in the thread that scrolls: let it run.
        token = current.set(None)
        try:
            return complete(source, self._base, self._read_stored)
        finally:
            current.reset(token)

    def _kept(self, source: Source, key: PictureKey, entry: str, web_max_age: float | None) -> QImage | None:
        """What the disk cache has: the picture in this size, or the download to make it from."""
        max_age = web_max_age if isinstance(source, WebSource) else None
        if key.size is not None and (image := self._cache.read_picture(entry, max_age)) is not None:
            return image
        if not isinstance(source, WebSource):
            return None
        content = self._cache.read_download(entry_key(source), max_age)
        if content is None:
            return None
        try:
            return self._decode(key, entry, content)
        except PictureError:  # damaged on disk: the server is asked again
            return None

    def _decode(self, key: PictureKey, entry: str, content: bytes | Path) -> QImage:
        """Decode, and put a scaled picture in line for the disk cache."""
        image = decode(content, key.size, key.cover)
        if key.size is not None:
            with self._lock:
                self._unwritten.append((entry, image))
                self._unwritten_bytes += image.sizeInBytes()
                while self._unwritten_bytes > _UNWRITTEN_BYTES:  # the oldest are made again when they are wanted
                    self._unwritten_bytes -= self._unwritten.popleft()[1].sizeInBytes()
                self._near_wanted.notify()
        return image


def _entry(source: Source, key: PictureKey) -> str:
    try:
        return entry_key(source, key.size, key.cover)
    except OSError as error:
        raise unreadable(error) from error
