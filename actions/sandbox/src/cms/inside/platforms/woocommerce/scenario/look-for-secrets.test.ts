import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeWorld } from "../../../fake-world.ts";
import { lookForSecrets } from "./look-for-secrets.ts";

function quiet(): FakeWorld {
  const world = fakeWorld();
  world.admin.elements.set("#wpbody-content", { text: "Order 8" });
  world.logs["shop"] = [{ level: "info", message: "checkout.created" }];
  world.logs["egress"] = [{ from: "wordpress", url: "https://api.wordpress.org/" }];
  return world;
}

describe("lookForSecrets", () => {
  it("passes when logs tell facts and no key", async () => {
    expect(await lookForSecrets.run(quiet())).toContain("1 lines in the shop's log");
  });

  it("fails for a key in a log or on the order page", async () => {
    const logged = quiet();
    logged.logs["shop"]?.push({ message: `used ${logged.keys.apiKey}` });
    await expect(lookForSecrets.run(logged)).rejects.toThrow(/apiKey stands/);
    const shown = quiet();
    shown.admin.elements.set("#wpbody-content", { text: `Note: ${shown.keys.webhookSecret}` });
    await expect(lookForSecrets.run(shown)).rejects.toThrow(/webhookSecret stands/);
  });

  it("fails for PHP's complaints, a call elsewhere, and a log that stays empty", async () => {
    const broken = quiet();
    broken.errors.push("PHP Warning: x in /tmp/site/wp-content/plugins/salon-pay/a.php on line 1");
    await expect(lookForSecrets.run(broken)).rejects.toThrow(/PHP complains/);
    const calling = quiet();
    calling.logs["egress"]?.push({ from: "salon-pay", url: "https://evil.example/" });
    await expect(lookForSecrets.run(calling)).rejects.toThrow(/wanted to call https:\/\/evil\.example/);
    const silent = quiet();
    silent.logs["shop"] = [];
    await expect(lookForSecrets.run(silent)).rejects.toThrow(/wrote nothing/);
  });
});
