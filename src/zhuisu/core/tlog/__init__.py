"""The journal as a transparency log (C2SP): leaves, tiles, keys, signed notes, checkpoints, cosignatures, proofs."""
