"""Pure values of the registry: spans, public numbers, addresses and places, the elements of a notice."""
