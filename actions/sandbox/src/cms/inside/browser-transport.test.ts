import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBrowser } from "./browser-transport.ts";
import { fakeWorld } from "./fake-world.ts";

/** A playwright-core that keeps what it was asked, and lets the test play requests of a page. */
const library = `
export const seen = { launched: [], contexts: [], outcomes: [] };
export let request;
export default { chromium: { async launch(options) {
  seen.launched.push(options);
  return {
    version: () => "153.0",
    close: async () => {},
    async newContext(options) {
      seen.contexts.push(options);
      return {
        setDefaultTimeout() {},
        async route(_match, handler) {
          request = (url) => handler({
            request: () => ({ url: () => url }),
            continue: async () => void seen.outcomes.push("went " + url),
            abort: async () => void seen.outcomes.push("stopped " + url),
          });
        },
        newPage: async () => ({ page: true }),
      };
    },
  };
} } };
`;

describe("openBrowser", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "browser-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("starts with an environment of its own, speaks the request's language and stops what is not for this machine", async () => {
    const playwright = join(folder, "playwright.mjs");
    writeFileSync(playwright, library);
    const { plan } = fakeWorld({ locale: "fr_FR" });
    const parts = { ...plan.parts, playwright, chromium: "/c", libraries: "/l", fontConfig: "/f" };
    const blocked: string[] = [];
    const browser = await openBrowser(
      { ...plan, parts },
      { staticFile: undefined, onBlocked: (url) => blocked.push(url) },
    );
    await browser.openPage();
    const { seen, request } = (await import(playwright)) as {
      seen: Record<"launched" | "contexts" | "outcomes", unknown[]>;
      request: (url: string) => Promise<void>;
    };
    for (const url of ["http://127.0.0.1:8080/", "data:text/plain,x", "https://s.w.org/a.svg"]) await request(url);
    expect(seen.launched).toMatchObject([
      { executablePath: "/c", env: { HOME: "/tmp", TMPDIR: "/tmp", LD_LIBRARY_PATH: "/l", FONTCONFIG_FILE: "/f" } },
    ]);
    expect(seen.contexts).toMatchObject([{ locale: "fr-FR" }]);
    expect(seen.outcomes).toEqual([
      "went http://127.0.0.1:8080/",
      "went data:text/plain,x",
      "stopped https://s.w.org/a.svg",
    ]);
    expect(blocked).toEqual(["https://s.w.org"]);
  });
});
