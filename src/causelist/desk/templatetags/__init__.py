"""Words and small parts for the desk's templates."""
