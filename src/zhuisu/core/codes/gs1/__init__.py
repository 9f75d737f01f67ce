"""GS1: identities in the notations of GS1, and the one key that all notations of an identity share."""
