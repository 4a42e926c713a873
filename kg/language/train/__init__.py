"""Training of the language pipeline: `python -m kg.language.train`. Needs the extra `train`."""
