/** Reads the length-prefixed values of SSH's wire format, one after another; null once something is missing. */
export interface SshReader {
  readString(): Buffer | null;
  readBytes(count: number): Buffer | null;
  isAtEnd(): boolean;
}

export function createSshReader(bytes: Buffer): SshReader {
  let at = 0;
  const readBytes = (count: number) => {
    if (at + count > bytes.length) return null;
    at += count;
    return bytes.subarray(at - count, at);
  };
  return {
    readBytes,
    readString() {
      const size = readBytes(4);
      return size && readBytes(size.readUInt32BE());
    },
    isAtEnd: () => at === bytes.length,
  };
}

/** A value in the same format: its length, then its bytes. */
export function writeSshString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}
