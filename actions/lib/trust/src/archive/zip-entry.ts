/** A central directory record whose local header was found to say the same. */
export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Unix mode of a regular file; 0 when the archive says nothing about it. */
  readonly mode: number;
  readonly localOffset: number;
  /** First byte of the compressed data. */
  readonly dataOffset: number;
}
