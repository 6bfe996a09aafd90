#!/bin/sh
# Run by PostgreSQL's image when its volume is empty.
set -eu
psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 \
    --variable password="$(cat /run/secrets/database_password)" --file /etc/dashboard/dashboard.sql
