"""
The one digest that motorplan makes.

``hashlib`` loads all of OpenSSL, which costs every cold start more than the digests do. As
``random`` of the standard library does, the lean module behind it is tried first; it is called
``_sha2`` from Python 3.12 on.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256


def digest(content: bytes) -> str:
    """Return the SHA-256 of *content* in 64 hexadecimal digits."""
    return sha256(content).hexdigest()
