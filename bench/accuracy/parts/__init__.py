"""The measurements, one file a collection: what is run, and how the figures are told."""
