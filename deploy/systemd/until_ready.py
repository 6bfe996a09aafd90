"""Wait until the replica on a port answers well: `until_ready.py PORT [ADDRESS]`. 1 where it does
not within LONGEST_SECONDS.

/healthz, which is asked without an ADDRESS: it takes readers. /readyz: its data are valid and its
database answers too.
"""

import http.client
import sys
import time

LONGEST_SECONDS = 150.0


def well(port: int, address: str) -> bool:
    """Whether it says so itself."""
    connection = http.client.HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", address)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def main(port: int, address: str = "/healthz") -> int:
    """Ask until it is."""
    late = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < late:
        if well(port, address):
            return 0
        time.sleep(0.5)
    print(f"No good answer from {address} on port {port} in time.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
