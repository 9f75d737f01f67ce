"""EPCIS 2.0 (GS1, ISO/IEC 19987): event model, vocabulary, reading, writing, validation, hash ids."""
