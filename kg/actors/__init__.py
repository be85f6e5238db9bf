"""Who is who: writes into parsed sentences the actors that names, phrases and pronouns stand for.

``resolver.py`` is the way in; the other modules each do one step of it.
"""
