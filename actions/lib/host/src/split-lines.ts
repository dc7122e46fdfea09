/**
 * Cuts a byte stream into lines without ever holding more than `maxBytes` of one. Returns the function that takes chunks.
 * A longer line is dropped whole and reported once through `onTooLarge`; reading goes on after its end.
 */
export function splitLines(
  maxBytes: number,
  onLine: (line: string) => void,
  onTooLarge: () => void,
): (chunk: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let size = 0;
  let skipping = false;

  const keep = (bytes: Uint8Array) => {
    if (skipping || bytes.length === 0) return;
    if (size + bytes.length > maxBytes) {
      parts = [];
      size = 0;
      skipping = true;
      onTooLarge();
      return;
    }
    parts.push(bytes);
    size += bytes.length;
  };

  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      if (!skipping && size > 0) {
        const line = Buffer.concat(parts, size).toString("utf8");
        parts = [];
        size = 0;
        onLine(line);
      }
      skipping = false;
    }
    keep(chunk.subarray(start));
  };
}
