"""Cases: from a complaint through measures and decisions to what is published of them."""
