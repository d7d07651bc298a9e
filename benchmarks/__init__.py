"""Speed and accuracy, measured: each module is a command that a user can run on files of his own."""

import flows as flows  # with it, BLAS works with one thread a process, as in every run
