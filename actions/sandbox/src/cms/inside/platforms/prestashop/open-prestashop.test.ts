import { expect, it } from "vitest";
import { fakeAnswer, fakePage } from "../../fake-page.ts";
import { openPrestashop } from "./open-prestashop.ts";

it("asks the shop's forge.php with the browser's cookies", async () => {
  const asked: string[] = [];
  const page = {
    ...fakePage(),
    request: { fetch: async (url: string) => (asked.push(url), fakeAnswer(200)) },
  };
  const site = openPrestashop("secret", async () => undefined);
  await site.api(page, "GET", "/order?cart=7");
  await site.api(page, "GET", "/state");
  expect(asked).toEqual([
    "http://127.0.0.1:8080/forge.php?ask=order&cart=7",
    "http://127.0.0.1:8080/forge.php?ask=state",
  ]);
});

it("finds a shop that others started where they say it is", () => {
  const place = { url: "http://127.0.0.1:8000", logs: "/var/forge", desk: "back" };
  expect(openPrestashop("secret", async () => undefined, place)).toMatchObject({
    url: "http://127.0.0.1:8000",
    password: "secret",
    desk: "back",
  });
});
