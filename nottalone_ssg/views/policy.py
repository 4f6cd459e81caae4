"""The Content-Security-Policy: what a page may load."""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

# Nothing comes from elsewhere; inline are our style sheets alone, known by their digests. Pagefind's search runs
# WebAssembly, in a worker.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' {styles}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)


def policy_for(sheets: Iterable[str]) -> str:
    """The Content-Security-Policy of pages with these style sheets in them (CSP 3, hash-source)."""
    return POLICY.format(styles=" ".join(map(_digest, sheets)))


@lru_cache(maxsize=32)
def _digest(sheet: str) -> str:
    return f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'"
