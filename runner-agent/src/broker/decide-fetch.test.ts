import { describe, expect, it } from "vitest";
import { noPermissions } from "../testing/make-facts.ts";
import { allowsAddress, decideFetch } from "./decide-fetch.ts";

const permissions = {
  ...noPermissions,
  network: {
    outbound: [
      { host: "api.acme.test", port: 443 },
      { host: "127.0.0.1", port: 8080 },
    ],
    inbound: false,
  },
};

describe("decideFetch", () => {
  it("allows exactly the declared host and port", () => {
    expect(decideFetch(permissions, { url: "https://API.acme.test/x?y=1" }).url.pathname).toBe("/x");
    expect(decideFetch(permissions, { url: "http://127.0.0.1:8080/" }).method).toBe("GET");
    const refused = [
      "https://api.acme.test:444/",
      "http://api.acme.test/",
      "https://evil.acme.test/",
      "https://api.acme.test.evil.test/",
      "https://user:pass@api.acme.test/",
      "https://api.acme.test@evil.test/",
      "file:///etc/passwd",
      "ftp://api.acme.test:443/",
      "http://[::1]:8080/",
    ];
    for (const url of refused)
      expect(() => decideFetch(permissions, { url })).toThrow(expect.objectContaining({ code: "permission_denied" }));
  });

  it("writes host and framing headers itself and refuses headers that would split the request", () => {
    const url = "https://api.acme.test/";
    const { headers, body } = decideFetch(permissions, {
      url,
      method: "POST",
      headers: { Host: "evil", "Content-Length": "5", "X-A": "1" },
      data: Buffer.from("hi").toString("base64"),
    });
    expect(headers).toEqual({ "x-a": "1" });
    expect(body?.toString()).toBe("hi");
    const invalid = expect.objectContaining({ code: "message_invalid" });
    expect(() => decideFetch(permissions, { url, headers: { "x-a": "1\r\nhost: evil" } })).toThrow(invalid);
    expect(() => decideFetch(permissions, { url, headers: { "x a": "1" } })).toThrow(invalid);
    expect(() => decideFetch(permissions, { url, method: "CONNECT" })).toThrow(invalid);
    expect(() => decideFetch(permissions, { url: "/relative" })).toThrow(invalid);
  });
});

describe("allowsAddress", () => {
  it("keeps names from leading to this machine or to link-local services", () => {
    for (const address of [
      "127.0.0.1",
      "0.0.0.0",
      "169.254.169.254",
      "::1",
      "::",
      "fe80::1",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::FFFF:A9FE:A9FE",
      "64:ff9b::7f00:1",
      "64:ff9b::169.254.169.254",
      "224.0.0.1",
      "ff02::1",
    ])
      expect(allowsAddress("api.acme.test", address)).toBe(false);
    for (const address of ["10.0.0.5", "93.184.216.34", "2001:db8::1", "::ffff:10.0.0.5", "64:ff9b::5db8:d822"])
      expect(allowsAddress("api.acme.test", address)).toBe(true);
  });

  it("lets an address or localhost that people approved mean itself", () => {
    expect(allowsAddress("127.0.0.1", "127.0.0.1")).toBe(true);
    expect(allowsAddress("localhost", "::1")).toBe(true);
  });
});
