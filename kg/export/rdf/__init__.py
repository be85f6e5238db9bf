"""What all RDF writings share: terms, the stream of resources, sorting on disk, what follows from what is stated."""
