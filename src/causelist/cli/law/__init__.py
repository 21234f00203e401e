"""`causelist law`: what the law of a place says on a day, with reasons; needs no database and no Django."""
