"""How accurate every network is on labelled pictures, on the server and through the shards: `make accuracy`.

Results stand in bench/ACCURACY.md; what was measured of each picture is kept in .setup/accuracy, so that a run that was
interrupted can go on.
"""
