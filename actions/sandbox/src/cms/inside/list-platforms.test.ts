import { expect, it } from "vitest";
import { fakeWorld } from "./fake-world.ts";
import { listPlatforms } from "./list-platforms.ts";

it("plays a life in every shop system that installs, pays and removes the plugin, each act under a name of its own", () => {
  const { plan } = fakeWorld();
  for (const [cms, platform] of Object.entries(listPlatforms())) {
    const ids = platform.acts(plan).map(({ id }) => id);
    expect(ids, cms).toEqual(expect.arrayContaining(["install", "pay", "uninstall"]));
    expect(new Set(ids).size, cms).toBe(ids.length);
    expect(ids.at(-1), cms).toBe("uninstall");
  }
});
