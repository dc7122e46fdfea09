import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";

type Read = (into: Uint8Array) => number;
const program = pathToFileURL(join(import.meta.dirname, "../../portable/read-line-bytes.mjs")).href;
const { readLineBytes } = (await import(program)) as { readLineBytes: (read: Read) => () => number | null };

/** A stream that brings these chunks one a read; counts how often it was asked. */
function openStream(chunks: readonly Uint8Array[]) {
  const rest = [...chunks];
  const stream = {
    asked: 0,
    read(into: Uint8Array) {
      stream.asked += 1;
      const chunk = rest.shift() ?? new Uint8Array();
      into.set(chunk);
      return chunk.length;
    },
  };
  return stream;
}

/** One read of PHP: bytes until null, or until its buffer of 8 KiB is full. */
function readAsPhp(next: () => number | null): Buffer {
  const bytes: number[] = [];
  while (bytes.length < 8192) {
    const byte = next();
    if (byte === null) break;
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}

it("gives PHP one line a read, and waits for no more than that line", () => {
  const stream = openStream([Buffer.from("one\ntwo\nthr"), Buffer.from("ee\n")]);
  const next = readLineBytes(stream.read);
  expect([readAsPhp(next), readAsPhp(next)].map(String)).toEqual(["one\n", "two\n"]);
  expect(stream.asked).toBe(1);
  expect(String(readAsPhp(next))).toBe("three\n");
  expect(stream.asked).toBe(2);
  expect(String(readAsPhp(next))).toBe("");
});

it("loses, adds and reorders no byte, however the stream and its lines are cut", () => {
  const chunk = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.constantFrom(8191, 8192, 8193, 20_000).map((length) => new Uint8Array(length).fill(97)),
    fc.constant(Buffer.from("\n")),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
      const whole = Buffer.concat(chunks);
      const next = readLineBytes(openStream(chunks).read);
      const parts: Buffer[] = [];
      for (let part = readAsPhp(next); part.length > 0; part = readAsPhp(next)) parts.push(part);
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      // No read goes beyond a line.
      for (const part of parts) expect([-1, part.length - 1]).toContain(part.indexOf(10));
    }),
  );
});
