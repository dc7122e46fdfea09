const magics = [
  "#!",
  "\x7fELF",
  // Mach-O: 64-bit little endian, and universal.
  "\xcf\xfa\xed\xfe",
  "\xca\xfe\xba\xbe",
].map((magic) => Buffer.from(magic, "latin1"));

/**
 * Whether a file is executable in a package: a script with an interpreter line, or a native program. Decided by the bytes,
 * because the bit of a file system depends on umask, mount options and system, and packages must not.
 */
export const isProgram = (bytes: Uint8Array): boolean =>
  magics.some((magic) => magic.equals(bytes.subarray(0, magic.length)));
