import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import { listReleases } from "./list-releases.ts";

const [a, b, w] = ["a", "b", "c"].map((sign) => sign.repeat(64)) as [string, string, string];
const join = (...parts: string[]) => parts.join(delimiter);

describe("listReleases", () => {
  it("pairs each WooCommerce with its digest, and with the WordPress that was brought for it", () => {
    const env = {
      PLUGSMITH_WOOCOMMERCE_ZIP: join("old.zip", "new.zip"),
      PLUGSMITH_WOOCOMMERCE_SHA256: join(a, b),
      PLUGSMITH_WORDPRESS_ZIP: join("", "wp.zip"),
      PLUGSMITH_WORDPRESS_SHA256: join("", w),
    };
    expect(listReleases(env)).toEqual([
      { woocommerce: { zip: "old.zip", sha256: a }, wordpress: undefined },
      { woocommerce: { zip: "new.zip", sha256: b }, wordpress: { zip: "wp.zip", sha256: w } },
    ]);
  });

  it("is empty when nothing was brought, and refuses a zip without its digest", () => {
    expect(listReleases({})).toEqual([]);
    const env = { PLUGSMITH_WOOCOMMERCE_ZIP: join("old.zip", "new.zip"), PLUGSMITH_WOOCOMMERCE_SHA256: a };
    expect(() => listReleases(env)).toThrow(/new\.zip has no digest/);
  });
});
