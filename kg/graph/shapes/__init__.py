"""What makes a graph valid: ontologies/shapes.ttl, run before every write and on everything that is stored.

shacl        the shapes as far as the file uses SHACL
constraints  each constraint that it uses
data         what they look at; literals compares values
validate     the one who asks them
"""
