"""Numbers, bulk writes, audit trail, background work: what every room stands on."""
