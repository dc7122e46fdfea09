import { expect, it } from "vitest";
import { fakePage } from "../../fake-page.ts";
import { openMagento } from "./open-magento.ts";

it("asks the shop with the administrator's page, and has no log before anything happened", async () => {
  let stopped = false;
  const site = openMagento("secret", async () => void (stopped = true));
  const admin = fakePage();
  const asked: unknown[] = [];
  const fetch = admin.request.fetch;
  Object.assign(admin.request, { fetch: (...given: [string]) => (asked.push(given), fetch(...given)) });
  expect((await site.api(admin, "POST", "/forge/cron")).status()).toBe(200);
  expect(asked).toEqual([["http://127.0.0.1:8080/forge/cron", { method: "POST" }]]);
  await site.stop();
  expect([stopped, site.password]).toEqual([true, "secret"]);
});
