/** Where a value may come from, as bits. */
export const origin = {
  none: 0,
  /** Sent by whoever calls the site. */
  request: 1,
  network: 2,
  /** Came out of base64, hex, a packer or a cipher. */
  decoded: 4,
  /** Put together from numbers of characters. */
  characters: 8,
  /** A text in several pieces. */
  pieces: 16,
  environment: 32,
  file: 64,
  /** Of several callers each gives another value. */
  varies: 128,
  /** Keys, passwords or all settings of the shop or machine. */
  secret: 256,
  /** Received, and it may begin with anything: nothing constant stands before it. */
  free: 512,
  /** A file that was made a moment ago. */
  temporary: 1024,
} as const;

const words: readonly (readonly [number, string])[] = [
  [origin.request, "what a visitor sends"],
  [origin.network, "what the network answers"],
  [origin.decoded, "decoded text"],
  [origin.characters, "character numbers"],
  [origin.pieces, "pieces of text"],
  [origin.environment, "the environment"],
  [origin.file, "a file"],
  [origin.secret, "secrets"],
  [origin.temporary, "a temporary file"],
];

/** The origins in words, for a message. */
export const describeOrigin = (bits: number): string =>
  words
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, word]) => word)
    .join(" and ");
