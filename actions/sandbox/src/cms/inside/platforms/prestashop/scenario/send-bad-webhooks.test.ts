import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { paidOrder, paidPrestashop } from "../fake-prestashop.ts";
import { sendBadWebhooks } from "./send-bad-webhooks.ts";

it("sees five refused and a repeated one that changes nothing", async () => {
  expect(await sendBadWebhooks.run(paidPrestashop())).toContain("5 refused with 401");
});

it("fails for a shop that takes one, refuses the repeated one, or changes the order", async () => {
  const world = paidPrestashop();
  world.shopAnswer = () => 200;
  await expect(sendBadWebhooks.run(world)).rejects.toThrow(/with another secret was answered 200/);
  world.shopAnswer = () => 401;
  await expect(sendBadWebhooks.run(world)).rejects.toThrow(/again was answered 401/);
  const changing = paidPrestashop();
  let asked = 0;
  const [path = ""] = Object.keys(changing.answers).filter((name) => name.includes("/order"));
  changing.answers[path] = () => fakeAnswer(200, { ...paidOrder, history: (asked += 1) });
  await expect(sendBadWebhooks.run(changing)).rejects.toThrow(/changed the order/);
});
