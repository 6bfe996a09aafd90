"""Spans of time that figures are of, and the financial year that each says something of."""

import re


def year_of(period: str) -> str:
    """A span of 12 months to March as the financial year that it is; any other as it is.

    >>> year_of("12 months to 2023-03"), year_of("12 months to 2023-04"), year_of("2022/23")
    ('2022/23', '12 months to 2023-04', '2022/23')
    """
    year = re.fullmatch(r"12 months to (\d{4})-03", period)
    return f"{int(year[1]) - 1}/{year[1][2:]}" if year else period


def within_year(span: str) -> str:
    """The financial year that a span is, or lies in: who was seen in a quarter was seen in its
    year.

    >>> periods = "quarter to 2025-03", "month to 2025-04", "quarter to 2025-04"
    >>> tuple(map(within_year, periods))
    ('2024/25', '2025/26', 'quarter to 2025-04')
    """
    written = re.fullmatch(r"(quarter|month) to (\d{4})-(\d\d)", span)
    if not written or (written[1] == "quarter" and written[3] in ("04", "05")):
        return year_of(span)
    return year_of(f"12 months to {int(written[2]) + (written[3] > '03')}-03")
