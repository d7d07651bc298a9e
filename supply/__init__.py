"""What Dateline is built on: which distributions, under which licences, with which known weaknesses."""
