"""The digest that caches, plans and journals go by."""

import hashlib
import sys
from importlib import reload

import pytest

from motorplan import hashing


@pytest.mark.parametrize("hidden", [[], ["_sha2"], ["_sha2", "_sha256"]])
def test_it_is_the_same_wherever_it_comes_from(hidden, monkeypatch):
    for name in hidden:
        monkeypatch.setitem(sys.modules, name, None)
    try:
        found = reload(hashing).digest(b"otter")
    finally:
        monkeypatch.undo()
        reload(hashing)
    assert found == hashlib.sha256(b"otter").hexdigest()
