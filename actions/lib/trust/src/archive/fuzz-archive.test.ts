import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { archiveAttacks, makePackage, makeZip, type ZipEnd, type ZipHeader, type ZipParts } from "../testing.ts";
import { type Archive, defaultArchiveLimits } from "./archive.ts";
import { archiveRules } from "./archive-rules.ts";
import { readArchive } from "./read-archive.ts";
import { verifyPackageIndex } from "./verify-package-index.ts";

const first = makePackage({ files: { "data/a.txt": "a".repeat(500), "bin/run": "#!/bin/sh\n", "é/語.txt": "" } });
const second = makePackage({ manifest: { version: "2.0.0" }, files: { "data/a.txt": "b".repeat(500) } });
const contents = (archive: Archive) =>
  archive.files.map(({ path, data, executable }) => [path, data.toString("hex"), executable]);
const honest = await Promise.all([first, second].map(async (zip) => JSON.stringify(contents(await readArchive(zip)))));

/** The archive, or undefined for a refusal by a known rule; whatever else is thrown fails the test. */
async function passGate(bytes: Buffer): Promise<Archive | undefined> {
  try {
    const archive = await readArchive(bytes);
    verifyPackageIndex(archive);
    return archive;
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code !== "archive_invalid") throw error;
    expect(Object.keys(archiveRules)).toContain(error.facts["reason"]);
    return undefined;
  }
}

const place = (length: number) => fc.nat({ max: length });
/** Flips, cuts, holes, insertions and pieces of the other archive or of an attack, one to four of them. */
const damage = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("flip" as const),
      at: place(first.length - 1),
      value: fc.integer({ min: 1, max: 255 }),
    }),
    fc.record({ kind: fc.constant("cut" as const), at: place(first.length) }),
    fc.record({ kind: fc.constant("drop" as const), at: place(first.length), length: fc.nat({ max: 80 }) }),
    fc.record({
      kind: fc.constant("splice" as const),
      at: place(first.length),
      length: fc.nat({ max: 400 }),
      from: fc.constantFrom(
        second,
        first,
        ...archiveAttacks.map(({ zip }) => zip).filter(({ length }) => length < 4000),
      ),
      start: place(first.length),
      taken: fc.nat({ max: 600 }),
    }),
  ),
  { minLength: 1, maxLength: 4 },
);
type Damage = typeof damage extends fc.Arbitrary<(infer One)[]> ? One : never;

function applyDamage(bytes: Buffer, one: Damage): Buffer {
  switch (one.kind) {
    case "flip": {
      const changed = Buffer.from(bytes);
      if (one.at < changed.length) changed[one.at] = (changed[one.at] ?? 0) ^ one.value;
      return changed;
    }
    case "cut":
      return bytes.subarray(0, one.at);
    case "drop":
      return Buffer.concat([bytes.subarray(0, one.at), bytes.subarray(one.at + one.length)]);
    case "splice": {
      const piece = one.from.subarray(one.start, one.start + one.taken);
      return Buffer.concat([bytes.subarray(0, one.at), piece, bytes.subarray(one.at + one.length)]);
    }
  }
}

const u16 = fc.constantFrom(0, 1, 8, 0x20, 0x800, 0x2000, 0xffff);
const u32 = fc.constantFrom(0, 1, 5, 6, 37, 1000, 0x7fffffff, 0xffffffff);
const name = fc.oneof(
  fc.constantFrom("c", "d.js", "b/e", "f/g/h.txt", "LICENSE", "ü"),
  fc.constantFrom("a", "A", "b/c", "../a", "a/", "con", "é", "e\u0301", "a\0", "", "a\\b", ".x", "package-index.json"),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const bytes = fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array));
const sometimes = { requiredKeys: [] };
const lies: fc.Arbitrary<Partial<ZipHeader>> = fc.record(
  { version: u16, flags: u16, method: u16, time: u32, crc: u32, compressedSize: u32, size: u32, name, extra: bytes },
  sometimes,
) as fc.Arbitrary<Partial<ZipHeader>>;
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const entry = fc
  .record({
    name,
    data: fc.oneof(bytes, fc.constantFrom("hello\n", "x".repeat(500))),
    deflate: fc.boolean(),
    mode: rarely(fc.constantFrom(0o100644, 0o100755, 0o120777, 0o104755, 0o020644, 0)),
    both: rarely(lies),
    local: rarely(lies),
    central: rarely(lies),
    host: rarely(u16),
    dosAttributes: rarely(u16),
    offset: rarely(u32),
    gap: rarely(bytes),
  })
  .map(({ both, ...parts }) => ({ ...both, ...dropUndefined(parts), name: parts.name }) as ZipParts);
const end = fc.record(
  {
    prefix: rarely(bytes),
    suffix: rarely(bytes),
    comment: rarely(bytes),
    count: rarely(u16),
    centralSize: rarely(u32),
    beforeEnd: rarely(bytes),
  },
  sometimes,
);

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

describe("the archive gate", () => {
  it("takes from a damaged package exactly what an honest one holds, or refuses by a known rule", async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (damages) => {
        const archive = await passGate(damages.reduce(applyDamage, first));
        if (archive) expect(honest).toContain(JSON.stringify(contents(archive)));
      }),
      { numRuns: 1500 },
    );
  });

  it("takes only archives that a lax reader sees the same way, stays below its limits, and never crashes", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 4 }), end, async (entries, around) => {
        const zip = makeZip(entries, dropUndefined(around) as ZipEnd);
        const archive = await readArchive(zip).catch((error: unknown) => {
          expect(error).toMatchObject({ code: "archive_invalid", facts: { reason: expect.any(String) } });
        });
        if (!archive) return;
        taken += 1;
        const seen = unzipSync(zip);
        expect(Object.keys(seen).sort()).toEqual(archive.files.map(({ path }) => path).sort());
        for (const { path, data } of archive.files) expect(data.equals(seen[path] ?? Buffer.alloc(1))).toBe(true);
        expect(archive.totalBytes).toBeLessThanOrEqual(defaultArchiveLimits.totalBytes);
      }),
      { numRuns: 3000 },
    );
    // A generator whose archives are all refused would prove nothing.
    expect(taken).toBeGreaterThan(30);
  });

  it("answers any bytes at all with a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (any) => {
        expect(await passGate(Buffer.from(any))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
