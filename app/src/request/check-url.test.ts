import { describe, expect, it } from "vitest";
import { checkUrl, explainHost } from "./check-url.ts";

const messagesOf = (text: string) => checkUrl("logo", text).map((issue) => issue.message);

describe("checkUrl", () => {
  it.each([
    "https://acme.example",
    "https://acme.example/",
    "https://CDN.Acme.example:65535/a/b%20c.svg?v=1&w=(2)",
    "https://a-b.c1.example/~x/@2x.png",
    "https://acme.example?x=a/b",
  ])("takes %s", (text) => {
    expect(checkUrl("logo", text)).toEqual([]);
  });

  it.each([
    ["ftp://acme.example/a", "must begin with https://"],
    ["//acme.example/a", "must begin with https://"],
    ["https://user@acme.example/a", "must not hold a user name or password"],
    ["https://[fe80::1]/a", "must name a host, not an IP address"],
    ["https://1.2.3.4/a", "must name a host, not an IP address"],
    ["https://0x7f.1/a", "must name a host, not an IP address"],
    ["https://acme.0x10/a", "must name a host, not an IP address"],
    ["https://acme/a", "must name a host of the public internet"],
    ["https://build.internal/a", "must name a host of the public internet"],
    ["https://acmé.example/a", "must be spelled with the letters a-z: other letters may be look-alikes"],
    ["https://-acme.example/a", "holds no valid host name"],
    ["https://acme..example/a", "holds no valid host name"],
    ["https://acme.example./a", "holds no valid host name"],
    [`https://${"a".repeat(64)}.example/`, "holds no valid host name"],
    ["https://acme.example:65536/a", "needs a port between 1 and 65535"],
  ])("refuses %s", (text, message) => {
    expect(messagesOf(text)[0]).toBe(message);
  });

  it.each([
    "https://acme.example/a b",
    "https://acme.example/a#b",
    "https://acme.example/<x>",
    "https://acme.example:/a",
    "https:///a",
  ])("refuses the signs of %s", (text) => {
    expect(messagesOf(text)).toHaveLength(1);
  });

  it("knows an encoded international name, wherever it stands", () => {
    expect(explainHost("cdn.xn--80ak6aa92e.example")).toContain("look-alikes");
    expect(explainHost("acme.example")).toBeUndefined();
  });
});
