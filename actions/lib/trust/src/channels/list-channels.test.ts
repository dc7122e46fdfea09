import type { ChannelConfig } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { listChannels } from "./list-channels.ts";

const bench = { name: "bench-hello", cms: "bench", runtime: "node" } as const;
const shop = { name: "acme-pay", cms: "woocommerce", runtime: "php" } as const;
const names = (channels: ChannelConfig[], manifest: typeof bench | typeof shop) =>
  listChannels({ channels }, manifest).map(({ name }) => name);

describe("listChannels", () => {
  it("begins with release and registry, configured or not", () => {
    expect(names([], bench)).toEqual(["release", "registry"]);
    expect(
      names(
        [
          { name: "npm", kind: "npm" },
          { name: "downloads", kind: "github-release" },
        ],
        bench,
      ),
    ).toEqual(["downloads", "registry", "npm"]);
  });

  it("leaves out channels that do not take such a plugin, or not this one", () => {
    const channels: ChannelConfig[] = [
      { name: "npm", kind: "npm" },
      { name: "wordpress", kind: "wordpress-org", username: "acme" },
      { name: "shopify", kind: "kit", store: "shopify" },
    ];
    expect(names(channels, bench)).toEqual(["release", "registry", "npm"]);
    expect(names(channels, shop)).toEqual(["release", "registry", "wordpress"]);
    expect(names([{ name: "npm", kind: "npm", plugins: ["other-plugin"] }], bench)).toEqual(["release", "registry"]);
  });

  it.each<[string, ChannelConfig[]]>([
    [
      "name",
      [
        { name: "shops", kind: "kit", store: "shopify" },
        { name: "shops", kind: "kit", store: "magento" },
      ],
    ],
    [
      "kind",
      [
        { name: "one", kind: "npm" },
        { name: "two", kind: "npm" },
      ],
    ],
    ["name", [{ name: "release", kind: "npm" }]],
  ])("refuses the same %s twice", (what, channels) => {
    expect(() => names(channels, bench)).toThrow(
      expect.objectContaining({ code: "config_invalid", message: expect.stringContaining(what) }),
    );
  });
});
