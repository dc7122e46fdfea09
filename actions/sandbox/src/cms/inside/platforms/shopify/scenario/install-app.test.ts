import { describe, expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { has, shop } from "./fake-shop.ts";
import { installApp } from "./install-app.ts";

describe("installApp", () => {
  it("wants a token, and no word of being ready yet", async () => {
    const world = shop();
    has(world.admin, "form");
    const to = (selector: string, url: string) =>
      world.admin.elements.set(selector, { onClick: () => void (world.admin.address = url) });
    to("#install-app", "https://corner-shop.myshopify.com/admin/oauth/authorize?x");
    to("#grant", "https://app.plugsmith.example/settings");
    world.answers["GET /shop"] = fakeAnswer(200, { installed: true, ready: false });
    expect(await installApp.run(world)).toContain("access token");
    world.answers["GET /shop"] = fakeAnswer(200, { installed: false, ready: false });
    await expect(installApp.run(world)).rejects.toThrow(/never exchanged/);
    world.answers["GET /shop"] = fakeAnswer(200, { installed: true, ready: true });
    await expect(installApp.run(world)).rejects.toThrow(/before it has a key/);
  });
});
