import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { shop } from "./fake-shop.ts";
import { removeModule } from "./remove-module.ts";

it("compares the shop before and after, without what the shop itself writes", async () => {
  const world = shop();
  world.found.before = { tables: ["sales_order"], files: [] };
  world.answers["POST /forge/uninstall"] = fakeAnswer(200);
  const after = { tables: ["sales_order"], files: ["var/sessions/sess_1", "var/forge-log.jsonl"] };
  world.answers["GET /forge/state"] = fakeAnswer(200, after);
  expect(await removeModule.run(world)).toContain("tables, files");
  world.answers["GET /forge/state"] = fakeAnswer(200, { tables: ["sales_order", "acme_event"], files: [] });
  await expect(removeModule.run(world)).rejects.toThrow("The module left behind: tables:acme_event.");
});
