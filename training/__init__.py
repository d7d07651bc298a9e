"""Makes the shipped language model.

Torch builds a kernel for each new shape of a batch; here it is told to keep them all.
"""

import os

os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")
