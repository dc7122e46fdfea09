import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { readMails } from "./read-mails.ts";

function shop(letters: Record<string, string>[]): FakeWorld {
  const world = fakeWorld({ level: "real" });
  world.found.methodTitle = "Salon";
  world.answers["POST /forge/v1/queue"] = fakeAnswer(200);
  world.logs["mail"] = letters;
  return world;
}

describe("readMails", () => {
  it("reads the letters to the shopper and finds the gateway's title in them", async () => {
    const letters = [
      { to: "admin@example.test", text: "New order" },
      { to: "amelie@example.test", text: "Thank you. Payment method: Salon" },
    ];
    expect(await readMails.run(shop(letters))).toBe("2 letters, 1 to shoppers");
  });

  it("fails without a letter to the shopper, and when none names the gateway", async () => {
    await expect(readMails.run(shop([{ to: "admin@example.test", text: "Salon" }]))).rejects.toThrow(/gets no letter/);
    const nameless = [{ to: "amelie@example.test", text: "Payment method:" }];
    await expect(readMails.run(shop(nameless))).rejects.toThrow(/names "Salon"/);
  });
});
