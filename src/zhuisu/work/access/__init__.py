"""Access: /work/access/, where an enterprise lets its till, its scale or its ERP in."""
