"""Labels: the screens under /work/labels/: codes, labels, certificates and tickets."""
