"""Kinderwerk per wijk: CBS figures and bereik in, coverage gap out."""

__version__ = "0.1.0"
