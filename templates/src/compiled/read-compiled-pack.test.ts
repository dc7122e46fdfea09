import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Pack } from "../pack.ts";
import { readPack } from "../read-pack.ts";
import { renderGolden } from "../testing.ts";
import { readCompiledPack } from "./read-compiled-pack.ts";

const request = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads O'Reilly & Söhne's <b>scale</b> and $&{on} `bench`.",
  usb: [{ vendorId: "0403", productId: "6001" }],
} as const;
const render = (pack: Pack) => renderGolden([pack], { ...request, usb: [...request.usb] });

describe("a pack that was compiled before", () => {
  let folder: string;
  let pack: string;
  let cache: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "compiled-"));
    [pack, cache] = [join(folder, "bench"), join(folder, "cache")];
    cpSync(join(import.meta.dirname, "../../packs/bench"), pack, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("renders byte for byte what the pack itself does, the first time and from then on", async () => {
    const wanted = render(await readPack(pack));
    const first = await readCompiledPack(pack, cache);
    const second = await readCompiledPack(pack, cache);
    expect(render(first)).toEqual(wanted);
    expect(render(second)).toEqual(wanted);
    expect(second.digest).toBe((await readPack(pack)).digest);
    expect(second).not.toBe(first);
  });

  it("is kept where only its owner reads and writes, and nothing half written stays", async () => {
    await readCompiledPack(pack, cache);
    const files = readdirSync(cache);
    expect(files).toHaveLength(1);
    expect(statSync(cache).mode & 0o077).toBe(0);
    expect(statSync(join(cache, files[0] ?? "")).mode & 0o077).toBe(0);
  });

  it("is read anew when a file changed, and refused when it is no pack any more", async () => {
    await readCompiledPack(pack, cache);
    appendFileSync(join(pack, "files/README.md.eta"), "\nChanged.\n");
    const { digest } = await readPack(pack);
    const again = await readCompiledPack(pack, cache);
    expect(again.digest).toBe(digest);
    expect(render(again).get("README.md")).toContain("Changed.");
    const yaml = join(pack, "pack.yml");
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace("schemaVersion: 1", "schemaVersion: 2"));
    await expect(readCompiledPack(pack, cache)).rejects.toMatchObject({ code: "pack_invalid" });
  });
});
