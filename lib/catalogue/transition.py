"""Levers and assumptions of services from birth to 25."""

from lib.catalogue.settings import Assumption, Setting

LEVERS: tuple[Setting, ...] = ()
ASSUMED: tuple[Assumption, ...] = ()
