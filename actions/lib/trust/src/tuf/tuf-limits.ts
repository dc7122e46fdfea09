/** Most bytes of each kind of metadata. A hundred thousand plugins in 4,096 bins stay below them. */
export const tufLimits = {
  root: 512 * 1024,
  timestamp: 16 * 1024,
  snapshot: 4 * 2 ** 20,
  role: 4 * 2 ** 20,
  target: 64 * 2 ** 20,
  /** Roots that are walked at one refresh. */
  roots: 256,
  /**
   * How far a version number may rise between two looks. A registry that writes once a minute needs nineteen years for it, and
   * nobody can push the numbers to their end in one step.
   */
  versionStep: 10_000_000,
} as const;
