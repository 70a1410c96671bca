"""One file a network: a table and a loop. Layer names are a contract with `converter.weights`.

A published tensor `a/b/filters` belongs to the layer `a_b`; `converter.weights.assign` says how its last part is read.
"""
