"""Work: the screens of an enterprise, on its phone and at its desk."""
