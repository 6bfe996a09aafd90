"""Zip files: opened whatever they are, and made so that their bytes depend on nothing but their
content."""

import io
import re
import zipfile
from datetime import date


def opened(content: bytes) -> zipfile.ZipFile | None:
    """An archive to read from; None where the bytes are none."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except MemoryError:
        raise
    # zipfile raises whatever a damaged directory leads to: BadZipFile, NotImplementedError,
    # struct.error, ...
    except Exception:
        return None


def with_fixed_dates(content: bytes, on: date) -> bytes:
    """The same archive with every member dated `on`: Office files are zips, and carry the clock's
    time otherwise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            held = old.read(name)
            if name.endswith(".xlsx"):  # the workbook behind a chart
                held = with_fixed_dates(held, on)
            elif name == "docProps/core.xml":
                held = re.sub(
                    rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{on:%Y-%m-%d}T00:00:00Z".encode(), held
                )
            new.writestr(
                zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0)),
                held,
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()
