"""Fits the learned choices to annotated issues; `python -m training.choices FOLDER...`."""
