"""The figures that come with the dashboard, and what follows from them."""

from lib import sources
from lib.findings.context import Context
from lib.uploads import own

HERE = Context(tables=own.made_safe(sources.read_all()))
