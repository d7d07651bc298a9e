"""The shipped language model: data, under a licence of its own (see LICENSE and card.md beside this file)."""
