"""What Datasette itself loads, by `--plugins-dir`."""
