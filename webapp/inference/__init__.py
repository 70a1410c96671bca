"""Bytes → picture, and picture → faces, on the server. Imports TensorFlow only when an Analyzer is made."""
