"""Letters: free text, where only words and layout tell which address is reported and which is the original."""
