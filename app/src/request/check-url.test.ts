import fc from "fast-check";
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
    "https://acme.example:1",
    "https://acme.co",
    `https://${"a".repeat(63)}.example`,
    `https://acme.${"x".repeat(63)}`,
    "https://0-0.example",
    "https://a.example",
    "https://ab--cd.example/",
  ])("takes %s", (text) => {
    expect(checkUrl("logo", text)).toEqual([]);
  });

  it.each([
    ["ftp://acme.example/a", "must begin with https://"],
    ["//acme.example/a", "must begin with https://"],
    ["https://user@acme.example/a", "must not hold a user name or password"],
    ["https://[fe80::1]/a", "must name a host, not an IP address"],
    ["https://1.2.3.4/a", "must name a host, not an IP address"],
    ["https://10.0.0.127/a", "must name a host, not an IP address"],
    ["https://127.0.0.1./a", "holds no valid host name"],
    ["https://acme.example:00000", "needs a port between 1 and 65535"],
    ["https://0x7f.1/a", "must name a host, not an IP address"],
    ["https://acme.0x10/a", "must name a host, not an IP address"],
    ["https://acme/a", "must name a host of the public internet"],
    ...[
      "x.localhost",
      "nas.local",
      "build.internal",
      "x.lan",
      "x.intranet",
      "x.corp",
      "x.home",
      "1.0.in-addr.arpa",
    ].map((host): [string, string] => [`https://${host}/a`, "must name a host of the public internet"]),
    ["https://0x/a", "must name a host, not an IP address"],
    ["https://acme.7/a", "must name a host, not an IP address"],
    ["https://acme-.example/a", "holds no valid host name"],
    ["https://acme.e/a", "holds no valid host name"],
    ["https://acme.ex1/a", "holds no valid host name"],
    ["https://acme.1ex/a", "holds no valid host name"],
    [`https://acme.${"x".repeat(64)}/a`, "holds no valid host name"],
    ["https://acme.example:0/a", "needs a port between 1 and 65535"],
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
    "HTTPS://acme.example/a",
    "HTTPS://evil.example/https://acme.example",
    "https://acme.example/é",
    "https://acme.example:123456/a",
    "see https://acme.example/a",
  ])("refuses the signs of %s", (text) => {
    expect(checkUrl("logo", text)).toEqual([
      {
        path: "logo",
        rule: "url",
        message: text.startsWith("see")
          ? "must begin with https://"
          : "is no plain https address (letters, digits and the usual signs; no spaces, quotes or fragment)",
        example: "https://acme.example/logo.svg",
      },
    ]);
  });

  it("takes an address only if a browser goes to the host that people read", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9.:-]{0,6}$/u);
    const tail = fc.constantFrom("", ".example", ".example:8443/a", ".co?x=1", ".0x1", "./", "@b.example", "\\\\a");
    const label = fc.stringMatching(/^[a-zA-Z0-9-]{1,8}$/u);
    fc.assert(
      fc.property(label, part, tail, (first, second, last) => {
        const text = `https://${first}${second}${last}`;
        if (checkUrl("logo", text).length > 0) return;
        const host = text.slice("https://".length).split(/[:/?]/u, 1)[0] ?? "";
        expect(new URL(text).hostname).toBe(host.toLowerCase());
      }),
      { numRuns: 500 },
    );
  });

  it("knows an encoded international name, wherever it stands", () => {
    expect(explainHost("cdn.xn--80ak6aa92e.example")).toContain("look-alikes");
    expect(explainHost("acme.example")).toBeUndefined();
  });
});
