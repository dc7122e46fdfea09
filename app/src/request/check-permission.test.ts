import { describe, expect, it } from "vitest";
import { checkPermission } from "./check-permission.ts";

describe("checkPermission", () => {
  it.each([
    "network:api.acme.example:443",
    "network:192.168.1.5:9100",
    "network:printer:1",
    "network:a.example:65535",
    "network-inbound",
    "filesystem:ro:data",
    "filesystem:rw:data/cache_1/x.json",
    "memory:16",
    "memory:4096",
    "memory:100",
    "queue:orders",
    `queue:a${"B".repeat(59)}`,
    `network:${"a".repeat(63)}.b.example:80`,
    `network:${"abcdefg.".repeat(31)}abcde:80`,
    `filesystem:ro:${"a".repeat(200)}`,
    "filesystem:ro:_A-b.c",
    "network:a-b.example:99",
  ])("takes %s", (text) => {
    expect(checkPermission(text)).toBeNull();
  });

  const refused: [text: string, rule: string][] = [
    ["network", "host"],
    ["network:a.example", "port"],
    ["network:a.example:443:x", "permission"],
    ["network:A.example:443", "host"],
    ["network:a..example:443", "host"],
    ["network:*.example:443", "host"],
    ["network:169.254.169.254:80", "host"],
    ["network:2852039166:80", "host"],
    ["network:metadata.google.internal:80", "host"],
    ["network:a.example:0", "port"],
    ["network:a.example:0443", "port"],
    ["network:a.example:65536", "port"],
    ["network-inbound:1", "permission"],
    ["network-inbound:", "permission"],
    ["network:a.example:443:", "permission"],
    ["network:a.example\n:443", "host"],
    ["filesystem:rwx:data", "permission"],
    ["filesystem:ro", "path"],
    ["filesystem:ro:", "path"],
    ["filesystem:ro:a/../b", "path"],
    ["filesystem:ro:.env", "path"],
    ["filesystem:ro:a//b", "path"],
    ["memory:15", "memory"],
    ["memory:4097", "memory"],
    ["memory:064", "memory"],
    ["queue:1st", "queue"],
    ["queue:a:b", "queue"],
    ["network:-a.example:443", "host"],
    ["network:a-.example:443", "host"],
    [`network:${"a".repeat(64)}.example:443`, "host"],
    [`network:${"abcdefg.".repeat(32)}example:443`, "host"],
    ["network:0.0.0.0:80", "host"],
    ["network:0x7f000001:80", "host"],
    ["network:a.example:4430000", "port"],
    ["network:a.example:x443", "port"],
    ["network:a.example:443x", "port"],
    ["filesystem:ro:data:x", "permission"],
    ["filesystem::data", "permission"],
    ["filesystem:rw:/etc", "path"],
    ["filesystem:ro:a b", "path"],
    [`filesystem:ro:${"a".repeat(201)}`, "path"],
    ["memory", "memory"],
    ["memory:99999", "memory"],
    ["memory:x64", "memory"],
    ["memory:64x", "memory"],
    ["memory:64:x", "memory"],
    ["memory:64.0", "memory"],
    ["memory:64e1", "memory"],
    ["memory:", "memory"],
    ["queue", "queue"],
    ["queue:a-b", "queue"],
    [`queue:a${"b".repeat(60)}`, "queue"],
    ["network-outbound", "permission"],
    ["", "permission"],
  ];
  it.each(refused)("refuses %s", (text, rule) => {
    expect(checkPermission(text)?.rule).toBe(rule);
  });

  it("tells what is wrong with each and gives an example that fits what was meant", async () => {
    const told = refused.map(([text]) => {
      const { message, example } = checkPermission(text) ?? {};
      return `- \`${text}\` ${message}, for example \`${example}\`\n`;
    });
    await expect(told.join("")).toMatchFileSnapshot("golden/permissions.md");
  });

  it("gives an example that it takes itself", () => {
    for (const text of ["network", "network:a.example:0", "filesystem:ro:/", "filesystem", "memory", "queue", "x"])
      expect(checkPermission(checkPermission(text)?.example ?? "")).toBeNull();
  });
});
