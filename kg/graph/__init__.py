"""What is derived from claims: relations and the networkx graph, and the view of them by overrides and roll-up.

Also the census of actors and who of them may be the same, copies of reports, corroboration and disputes, doubtful
claims, and the answers to questions: of one actor, between two, over time, who matters, who stands with whom.
"""
