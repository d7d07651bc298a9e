"""The flows: runs that read, extract and load, and the commands that start them."""

import os

# One document's matrices are too small to share: with a thread a core BLAS spends more than twice the time
# of the processor and is slower. It reads these when numpy is first imported; worker processes inherit them.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
