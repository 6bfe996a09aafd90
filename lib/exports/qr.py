"""A link as a QR code, made on this server: for a slide, the briefing and a page to show."""

import io
from html import escape

import segno

LONGEST = 700  # characters: a code of more has dots too small for a telephone across a table
BORDER = 4  # dots of white around it, as the standard wants


def readable(link: str) -> bool:
    """Whether a link is short enough for a code that a telephone reads.

    >>> readable("https://dashboard.example/present"), readable("x" * 4000)
    (True, False)
    """
    return len(link.encode("utf-8")) <= LONGEST


def png(link: str, dot: int = 8) -> bytes:
    """Black on white, so many pixels a dot. Raises ValueError where the link is too long."""
    out = io.BytesIO()
    _code(link).save(out, kind="png", scale=dot, border=BORDER)
    return out.getvalue()


def svg(link: str, alt: str) -> str:
    """To stand in a page: it takes the width that it is given. alt: what a screen reader says.
    Raises ValueError where the link is too long."""
    drawn = _code(link).svg_inline(
        border=BORDER, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)


def _code(link: str) -> segno.QRCode:
    """Medium correction: it reads with a seventh of it dirty or torn off."""
    if not readable(link):
        raise ValueError(f"A link of {len(link)} characters is too long for a code; shorten it.")
    return segno.make(link, error="m", micro=False, boost_error=False)
