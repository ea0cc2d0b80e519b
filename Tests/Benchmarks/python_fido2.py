"""Times python-fido2 at what `MetadataSubject.verify` does: arguments are a BLOB, its root and how often.

Prints the nanoseconds of each go: signature and chain, every entry, and the tables by which entries are found.
"""

import sys
import time
from pathlib import Path

from fido2.mds3 import MdsAttestationVerifier, parse_blob

blob = Path(sys.argv[1]).read_bytes()
root = Path(sys.argv[2]).read_bytes()
for _ in range(int(sys.argv[3])):
    start = time.perf_counter_ns()
    payload = parse_blob(blob, root)
    verifier = MdsAttestationVerifier(payload)
    end = time.perf_counter_ns()
    if verifier.find_entry_by_aaguid(payload.entries[-1].aaguid) is None:
        sys.exit("the last model was not found")
    print(end - start)
