"""What the reader chooses: who looks, in which language, at what; and the link that says so."""
