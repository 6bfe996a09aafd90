"""Levers and assumptions of school teams, other early help and the staff they need."""

from lib.catalogue.settings import Assumption, Setting

LEVERS: tuple[Setting, ...] = ()
ASSUMED: tuple[Assumption, ...] = ()
