// yazl ships no types; only what the benchmark uses.
declare module "yazl" {
  export class ZipFile {
    readonly outputStream: NodeJS.ReadableStream;
    addBuffer(
      data: Buffer,
      path: string,
      options: { mtime: Date; mode: number; compressionLevel: number; forceDosTimestamp: boolean },
    ): void;
    end(): void;
  }
}
