import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { has, shop } from "./fake-shop.ts";
import { removeApp } from "./remove-app.ts";

it("wants every record gone after the uninstallation", async () => {
  const world = shop();
  world.found.before = { store: [], app: ["web/server.js"] };
  has(world.admin, "#uninstall-app", "#install-app");
  world.answers["POST /webhook"] = fakeAnswer(200);
  const states = [{ store: ["a/b"] }, { store: ["a/b"], app: ["web/server.js"] }];
  world.answers["GET /state"] = () => fakeAnswer(200, states.shift() ?? { store: [] });
  await expect(removeApp.run(world)).rejects.toThrow("The app left behind: store:a/b.");
  states.push({ store: ["a/b"] }, { store: [] });
  expect(await removeApp.run(world)).toContain("1 records are gone");
});
