"""Who is who: from names and phrases to actors."""
