"""Keras definitions of the networks, published weights read into them, exported as tfjs shards."""
