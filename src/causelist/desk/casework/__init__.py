"""What the desk's pages of cases share: opening a file, its parts, and the forms of its acts."""
