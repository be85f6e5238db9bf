"""What is derived from claims: relations, and the networkx graph made of them."""
