"""The law on the public site: each rule with its history and source, calculators, comparisons, the 2012 report."""
