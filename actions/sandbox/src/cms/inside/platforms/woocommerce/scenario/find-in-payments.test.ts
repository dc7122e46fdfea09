import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeWorld } from "../../../fake-world.ts";
import { findInPayments } from "./find-in-payments.ts";

const row = 'tr[data-gateway_id="salon_pay"], #wpbody-content #salon_pay';

function desk(level: "real" | "contract", words = "O'Reilly & Söhne"): FakeWorld {
  const world = fakeWorld({ level });
  world.found.gatewayId = "salon_pay";
  world.admin.elements.set(row, {});
  world.admin.elements.set("#wpbody-content", { text: words });
  return world;
}

describe("findInPayments", () => {
  it("finds the gateway in the list, and keeps a picture of a real shop's", async () => {
    const real = desk("real");
    expect(await findInPayments.run(real)).toBe("shown in the list");
    expect(real.pictures).toEqual(["payments-desktop"]);
    const contract = desk("contract");
    await findInPayments.run(contract);
    expect(contract.pictures).toEqual([]);
  });

  it("fails when the gateway is not listed, or its name is shown as HTML", async () => {
    const without = desk("real");
    without.admin.elements.delete(row);
    await expect(findInPayments.run(without)).rejects.toThrow(/nothing matches/);
    await expect(findInPayments.run(desk("real", "O&#039;Reilly &amp; Söhne"))).rejects.toThrow(/shows HTML/);
  });
});
