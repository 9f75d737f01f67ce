"""Rating: how well parties and connected systems report; exposure of the worst, certificates for the best."""
