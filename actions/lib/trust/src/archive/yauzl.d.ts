// yauzl ships no types; only what the archive gate and the reader of results use.
declare module "yauzl" {
  import type { Readable } from "node:stream";

  export interface Entry {
    readonly fileName: string;
    readonly crc32: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly relativeOffsetOfLocalHeader: number;
  }
  export interface ZipFile {
    readEntry(): void;
    openReadStream(entry: Entry, callback: (error: Error | null, stream: Readable) => void): void;
    on(event: "entry", listener: (entry: Entry) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
  }
  export function fromBuffer(
    buffer: Buffer,
    options: { lazyEntries: boolean; strictFileNames: boolean; validateEntrySizes: boolean },
    callback: (error: Error | null, file: ZipFile) => void,
  ): void;
}
