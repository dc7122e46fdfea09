import { describe, expect, it } from "vitest";
import { fakeEngine } from "./fake-engine.ts";
import { gatherContainerFacts } from "./gather-container-facts.ts";
import { findShopContainer } from "./list-shop-containers.ts";

const pinned = `wordpress@sha256:${"a".repeat(64)}`;
const good = { image: pinned, "database-image": pinned };
const gather = (inputs: Record<string, string>, cms = "woocommerce", engine = fakeEngine()) =>
  gatherContainerFacts(engine, findShopContainer(cms), (input) => inputs[input] ?? "");

describe("gatherContainerFacts", () => {
  it("finds nothing missing when images are pinned and the engine answers", async () => {
    expect(await gather(good)).toMatchObject({ named: true, missing: undefined });
  });

  it("says which image is missing and how its pinned name is found", async () => {
    expect(await gather({})).toMatchObject({
      named: false,
      missing: "no image was named with --image",
      hint: expect.stringContaining("docker pull wordpress:"),
    });
    expect(await gather({ image: pinned })).toMatchObject({
      missing: "no image was named with --database-image",
      hint: expect.stringContaining("docker pull mariadb:"),
    });
  });

  it("refuses a tag, which is another image tomorrow", async () => {
    expect(await gather({ ...good, image: "wordpress:latest" })).toMatchObject({
      ...{ named: true, wrong: true },
      missing: '--image "wordpress:latest" names no digest, so it may be another image tomorrow',
    });
  });

  it("refuses versions that the image decides, and platforms without an image", async () => {
    expect(await gather({ ...good, php: "8.3" })).toMatchObject({ missing: expect.stringContaining("--php") });
    const none = await gather(good, "shopify");
    expect(none).toMatchObject({ missing: "no image of this platform is known" });
    // A forge names its images for all its plugins.
    expect(none.wrong).toBeUndefined();
  });

  it("asks the engine last, and tells why it will not do", async () => {
    const engine = fakeEngine();
    engine.info = { ...engine.info, SecurityOptions: [] };
    expect(await gather(good, "woocommerce", engine)).toMatchObject({
      missing: "Docker 28.2.2 has no system-call filter",
    });
  });
});
