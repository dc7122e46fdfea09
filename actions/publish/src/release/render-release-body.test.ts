import { expect, it } from "vitest";
import { makePublication } from "../testing/fake-world.ts";
import { renderReleaseBody } from "./render-release-body.ts";

const site = "https://github.com/acme/forge";
const publication = makePublication();
const manifest = { ...publication.manifest, cms: "woocommerce", supportedVersions: ">=8.3 <11" } as const;

it("tells the range that a version is written for from the platforms in which it was tried, each with its run", () => {
  const version = "WordPress 6.5.5, PHP 8.2.36, WooCommerce kernel 9.4.0";
  const entry = { ...publication.entry, testedVersions: [{ version, level: "contract", runId: "42" } as const] };
  const body = renderReleaseBody({ ...publication, manifest, entry }, site);
  expect(body).toContain("Written for woocommerce &gt;=8.3 &lt;11.\n\n| Tried in | Level | Run |");
  expect(body).toContain(`| ${version} | contract | [42](${site}/actions/runs/42) |`);
  expect(body).toContain(`Digest: \`${publication.digest}\``);
});

it("says so where it was not tried in its platform", () => {
  const body = renderReleaseBody({ ...publication, manifest }, site);
  expect(body).toContain("&lt;11. Not tried in its platform.");
  expect(body).not.toContain("|");
});
