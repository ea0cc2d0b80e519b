"""Runs so many phases that do nothing in one OpenHTF test, and prints the nanoseconds that each took."""
import logging
import sys
import time

import openhtf as htf

count = int(sys.argv[1])
logging.disable(logging.CRITICAL)


def phase(test):
    test.logger.debug("asked nothing")


phases = []
for number in range(count):
    def body(test):
        test.logger.debug("asked nothing")
    body.__name__ = f"phase_{number}"
    phases.append(body)

test = htf.Test(*phases)
test.configure(name="nothing")
begin = time.perf_counter_ns()
passed = test.execute(test_start=lambda: "benchmark")
taken = time.perf_counter_ns() - begin
if not passed:
    sys.exit("a phase failed")
print(taken // count)
