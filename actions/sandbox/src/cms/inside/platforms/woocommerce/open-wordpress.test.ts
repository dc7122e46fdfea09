import { expect, it } from "vitest";
import { fakeAnswer, fakePage } from "../../fake-page.ts";
import type { Page } from "../../page.ts";
import { openWordpress } from "./open-wordpress.ts";

it("asks once for the nonce of the administrator's session, and sends it with each call", async () => {
  const asked: { url: string; nonce: string | undefined; data: unknown }[] = [];
  const admin: Page = {
    ...fakePage(),
    request: {
      fetch: async (url, options = {}) => {
        asked.push({ url, nonce: options.headers?.["x-wp-nonce"], data: options.data });
        return fakeAnswer(200, url.includes("rest-nonce") ? "n0nce" : { ok: true });
      },
    },
  };
  const site = openWordpress("secret", async () => undefined, "http://shop.test");
  expect(await (await site.api(admin, "POST", "/wc/v3/orders", { a: 1 })).json()).toEqual({ ok: true });
  await site.api(admin, "GET", "/wc/v3/orders/1");
  expect(asked).toEqual([
    { url: "http://shop.test/wp-admin/admin-ajax.php?action=rest-nonce", nonce: undefined, data: undefined },
    { url: "http://shop.test/?rest_route=/wc/v3/orders", nonce: "n0nce", data: { a: 1 } },
    { url: "http://shop.test/?rest_route=/wc/v3/orders/1", nonce: "n0nce", data: undefined },
  ]);
  expect(site.password).toBe("secret");
});
