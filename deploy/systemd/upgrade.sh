#!/bin/sh
# A new version, one replica at a time: upgrade.sh 8501 8502
# Those on the other are not disturbed; those on this one reconnect, with what stands in their
# address. Stops at a replica that is not ready.
set -eu
here=$(dirname "$0")
for port in "$@"; do
    systemctl restart "dashboard@$port"
    /opt/dashboard/.venv/bin/python "$here/until_ready.py" "$port" /readyz
done
