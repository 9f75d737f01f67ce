"""Named queries, and subscriptions to them by webhook and WebSocket, streamed or scheduled (EPCIS 2.0 §12.7)."""
