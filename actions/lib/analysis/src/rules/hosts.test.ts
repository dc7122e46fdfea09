import { describe, expect, it } from "vitest";
import { isBareNumber, isDrop, isNowhere, isPool, listAddresses } from "./hosts.ts";

describe("hosts", () => {
  it("are found in texts, without user, port and path", () => {
    expect(listAddresses("see HTTPS://User:p@Api.Pay.Example:8443/a?b=https://x.example#c, ws://y.example")).toEqual([
      { scheme: "https", host: "api.pay.example" },
      { scheme: "https", host: "x.example" },
      { scheme: "ws", host: "y.example" },
    ]);
  });

  it("that a user name imitates are not taken for the host", () => {
    expect(listAddresses("https://api.pay.example@evil.net/")[0]?.host).toBe("evil.net");
  });

  it.each([
    ["webhook.site", true],
    ["a.ngrok-free.app", true],
    ["notwebhook.site", false],
    ["webhook.site.example", false],
  ])("%s collects data: %s", (host, drop) => {
    expect(isDrop(host)).toBe(drop);
  });

  it("mine by name or by scheme", () => {
    expect([isPool("xmr.nanopool.org"), isPool("pool.net", "stratum+tcp"), isPool("swimming-pool.net")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ["45.77.1.9", true, false],
    ["127.0.0.1", false, true],
    ["10.1.2.3", false, true],
    ["172.20.0.1", false, true],
    ["localhost", false, true],
    ["shop.test", false, true],
    ["www.example.com", false, true],
    ["api.stripe.com", false, false],
  ])("%s: a bare public number %s, nobody's %s", (host, bare, nowhere) => {
    expect([isBareNumber(host), isNowhere(host)]).toEqual([bare, nowhere]);
  });
});
