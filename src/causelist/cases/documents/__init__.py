"""Decisions as documents: drafted, redacted, compared and rendered. Pure: values in, values and bytes out."""
