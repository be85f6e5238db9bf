"""What is derived from claims: relations, the networkx graph, views of it by overrides and roll-up, look-alikes."""
