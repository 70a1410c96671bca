"""How sure a gallery can be: error rates and thresholds measured on its own references.

Every reference is a probe once. Against the other references of its person it is a genuine trial, against another
person an impostor trial (`measure`). From the distances come error rates with their intervals (`rates`), curves
(`curves`), thresholds for a chosen false accept rate (`recommend`) and photos that are likely wrong (`suspects`);
`report` puts it together.
"""
