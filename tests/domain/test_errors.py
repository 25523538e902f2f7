from __future__ import annotations

import pickle

import pytest

from charstudio.domain import errors
from charstudio.domain.errors import CancelledError, ExpectedError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ExpectedError)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not CancelledError])
def test_an_error_says_what_happened_and_what_to_do(kind: type[ExpectedError]) -> None:
    error = kind("It broke.", "Mend it.")
    assert (error.what, error.remedy, str(error)) == ("It broke.", "Mend it.", "It broke. Mend it.")
    assert str(kind("It broke.")) == "It broke."


def test_a_cancelled_work_changed_nothing() -> None:
    assert str(CancelledError()) == "The work was cancelled. Nothing was changed."


def test_errors_travel_between_processes() -> None:
    found = pickle.loads(pickle.dumps(errors.OfflineError("It is gone.", "Wait.")))
    assert isinstance(found, errors.OfflineError)
    assert found.remedy == "Wait."
