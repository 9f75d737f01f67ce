"""The public: scan, look up, read a thing's story."""
