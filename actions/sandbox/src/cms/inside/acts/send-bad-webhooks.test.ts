import { expect, it } from "vitest";
import { fakeWorld, openCheckout } from "../fake-world.ts";
import { makeBadWebhooks } from "./send-bad-webhooks.ts";

function paidShop() {
  const world = fakeWorld();
  world.provider.double.pay(openCheckout(world), 1);
  return world;
}

it("passes a shop that checks signature and time and does nothing twice", async () => {
  const act = makeBadWebhooks(async () => ({ state: "paid" }));
  expect(await act.run(paidShop())).toContain("5 refused with 401");
  expect(act.needs).toBe("webhooks");
});

it("fails a shop that takes everything, changes its order, or calls the provider again", async () => {
  const open = paidShop();
  open.shopAnswer = () => 200;
  await expect(makeBadWebhooks(async () => 1).run(open)).rejects.toThrow(/with another secret was answered 200/);
  let reads = 0;
  const changing = makeBadWebhooks(async () => (reads += 1));
  await expect(changing.run(paidShop())).rejects.toThrow(/changed the order/);
  const calling = paidShop();
  const record = { at: "", direction: "in", method: "POST", url: "/v1/payments", status: 200, answer: {} } as const;
  calling.shopAnswer = (_headers, body) => {
    if (!body.includes("forged") && !body.includes("changed"))
      calling.provider.records.push({ ...record, request: {} });
    return body.includes("succeeded") ? 200 : 401;
  };
  await expect(makeBadWebhooks(async () => 1).run(calling)).rejects.toThrow(/call the provider/);
});
