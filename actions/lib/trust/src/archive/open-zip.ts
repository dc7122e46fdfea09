import { type Entry, fromBuffer, type ZipFile } from "yauzl";

export interface OpenZip {
  readonly file: ZipFile;
  /** In the order of the central directory. */
  readonly entries: readonly Entry[];
}

/** A zip as yauzl sees it. @throws TypeError for more than `most` entries, and the reader's error for what is no zip. */
export function openZip(bytes: Buffer, most: number): Promise<OpenZip> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };
    fromBuffer(bytes, options, (error, file) => {
      if (error) return reject(error);
      const entries: Entry[] = [];
      file
        .on("entry", (entry) => {
          entries.push(entry);
          if (entries.length > most) reject(new TypeError("too many entries"));
          else file.readEntry();
        })
        .on("end", () => resolve({ file, entries }))
        .on("error", reject);
      file.readEntry();
    });
  });
}
