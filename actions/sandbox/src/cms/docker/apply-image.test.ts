import { describe, expect, it } from "vitest";
import { applyEmptyImage, applyImage } from "./apply-image.ts";
import { fakeEngine } from "./fake-engine.ts";

const hex = "0123456789abcdef".repeat(4);
const name = `wordpress@sha256:${hex}`;
const image = { name, digest: `sha256:${hex}`, pullable: true };
const there = { Id: `sha256:${hex}`, Size: 700 * 2 ** 20, Config: { Env: ["PATH=/bin", "PHP_VERSION=8.3.27"] } };

describe("applyImage", () => {
  it("downloads nothing that is there, and tells its PHP", async () => {
    const engine = fakeEngine();
    engine.images.set(name, there);
    const said: string[] = [];
    const facts = await applyImage(engine, image, (line) => said.push(line));
    expect(facts).toEqual({ name, id: there.Id, sizeMiB: 700, php: "8.3.27" });
    expect(said).toEqual([]);
  });

  it("says how much it is going to download before it does", async () => {
    const engine = fakeEngine();
    engine.registry.set(name, { Id: "sha256:x", Size: 250 * 2 ** 20 });
    const said: string[] = [];
    await applyImage(engine, image, (line) => said.push(`${engine.images.size} ${line}`));
    expect(said).toEqual([`0 downloading the image ${name} (250 MiB)`, `1 downloaded ${name}: 250 MiB on disk`]);
  });

  it("says in the registry's words that an image is nowhere, and asks no registry for one of this machine", async () => {
    const engine = fakeEngine();
    await expect(applyImage(engine, image, () => {})).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining(`manifest for ${name} not found`),
    });
    engine.calls.length = 0;
    const local = { name: `sha256:${hex}`, digest: `sha256:${hex}`, pullable: false };
    await expect(applyImage(engine, local, () => {})).rejects.toMatchObject({ code: "tool_missing" });
    expect(engine.calls.map(([verb]) => verb)).toEqual(["image"]);
  });
});

it("makes the empty image once", async () => {
  const engine = fakeEngine();
  await applyEmptyImage(engine, "empty:1");
  await applyEmptyImage(engine, "empty:1");
  expect(engine.calls.filter(([verb]) => verb === "import")).toHaveLength(1);
});
