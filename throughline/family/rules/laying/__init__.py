"""Laying a family out on a sheet. Pure geometry; nothing here knows of colours or of SVG."""
