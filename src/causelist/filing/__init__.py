"""Letters under review: pasted or uploaded, understood, corrected by a person, and then recorded once."""
