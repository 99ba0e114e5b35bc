"""Undo the compression that bytes travelled in, without ever holding more than a limit allows."""

import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

import brotli

from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Amount, Reason

_STEP: Final = 1 << 18
"""Bytes unpacked at a time: a bomb is noticed this far above the limit."""
_PIECE: Final = 1 << 12
"""Compressed bytes handed over at a time."""
_DEEPEST: Final = 3
"""Codings one upon another; nobody honest needs more than one."""


def decoded(body: bytes, codings: Sequence[str], limit: int) -> bytes:
    """Unpack a body; ``codings`` are those of a Content-Encoding header, in its order.

    Raises ProblemError CC036 where more than ``limit`` bytes come out, CC013 where the data are
    damaged or end too early, CC040 for a coding that is not known.
    """
    named = [name for name in map(str.lower, map(str.strip, codings)) if name not in _NONE]
    if len(named) > _DEEPEST:
        times = Amount(len(named))
        raise _unknown(Reason("It is compressed {times} times over.", times=times))
    for name in reversed(named):
        unpack = _CODINGS.get(name)
        if unpack is None:
            message = Reason("Its compression, {name}, is not known.", name=repr(name[:40]))
            raise _unknown(message)
        try:
            body = unpack(body, limit)
        except (zlib.error, brotli.error) as failure:
            raise _damaged(str(failure)) from None
    return body


def _inflated(body: bytes, limit: int, bits: int = zlib.MAX_WBITS | 32) -> bytes:
    """Unpack gzip, also of several members, or zlib."""
    parts: list[bytes] = []
    size = at = 0
    end = len(body.rstrip(b"\0"))  # some writers pad the end with zeros
    while at < end:
        member = zlib.decompressobj(bits)
        rest = b""
        while not member.eof:
            # In small pieces: what a member leaves over is copied, and there may be a million.
            piece = rest or body[at : at + _PIECE]
            at += 0 if rest else len(piece)
            part = member.decompress(piece, _STEP)
            if not piece and not part:
                raise _damaged(Reason("it ends too early"))
            rest = member.unconsumed_tail
            parts.append(part)
            size = _counted(size + len(part), limit)
        at -= len(member.unused_data)
    return b"".join(parts)


def _deflated(body: bytes, limit: int) -> bytes:
    """Unpack "deflate", which servers send with and without the header it should have."""
    try:
        return _inflated(body, limit)
    except zlib.error:
        return _inflated(body, limit, -zlib.MAX_WBITS)


def _unbrotlied(body: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts = [unpacker.process(body, output_buffer_limit=_STEP)]
    size = len(parts[0])
    while not unpacker.is_finished():
        part = unpacker.process(b"", output_buffer_limit=_STEP)
        if not part:
            raise _damaged(Reason("it ends too early"))
        parts.append(part)
        size = _counted(size + len(part), limit)
    return b"".join(parts)


def _counted(size: int, limit: int) -> int:
    if size > limit:
        most = Amount(Decimal(f"{limit / 1_000_000:g}"))
        told = Reason("It unpacks to more than {most} MB.", most=most)
        raise ProblemError(Problem("CC036", told, hint=Reason("No more of it was unpacked.")))
    return size


def _unknown(message: Reason) -> ProblemError:
    return ProblemError(Problem("CC040", message, hint=Reason("Save the page with a browser.")))


def _damaged(reason: str) -> ProblemError:
    message = Reason("The compressed data is damaged or ends too early ({reason}).", reason=reason)
    return ProblemError(Problem("CC013", message, hint=Reason("Fetch it again.")))


_NONE: Final = frozenset({"", "identity", "none", "utf-8"})
"""Codings that are none; the last is a mistake of some servers."""
_CODINGS: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _deflated,
    "br": _unbrotlied,
}
