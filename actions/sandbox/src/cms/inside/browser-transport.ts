import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { InsidePlan } from "./inside-plan.ts";
import type { Page } from "./page.ts";
import type { NamedHosts } from "./platform.ts";

interface Route {
  request(): { url(): string };
  continue(): Promise<void>;
  abort(): Promise<void>;
  fulfill(options: { path: string }): Promise<void>;
}

interface Context {
  newPage(): Promise<Page>;
  route(match: string, handler: (route: Route) => Promise<void>): Promise<void>;
  setDefaultTimeout(ms: number): void;
}

interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[]; env: Record<string, string> }): Promise<{
      version(): string;
      newContext(options: {
        viewport: { width: number; height: number };
        locale: string;
        ignoreHTTPSErrors: boolean;
        userAgent: string;
      }): Promise<Context>;
      close(): Promise<void>;
    }>;
  };
}

const flags = [
  // The browser sits behind our own boundary, which refuses the user namespaces that its sandbox needs.
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  "--hide-scrollbars",
];

export interface Browser {
  readonly version: string;
  /** A page with cookies of its own. */
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface BrowserPorts {
  /** As a platform's. */
  readonly staticFile: ((path: string) => string | undefined) | undefined;
  readonly hosts?: NamedHosts | undefined;
  onBlocked(url: string): void;
}

/** As a shopper's: without the word that libraries turn away as a bot's. */
const describeBrowser = (version: string) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version.split(".")[0]}.0.0.0 Safari/537.36`;

/** Names of the platform lead to its port; their certificate was made for this run, so no authority knows it. */
const routeNames = ({ names, port }: NamedHosts) =>
  `--host-resolver-rules=${names.map((name) => `MAP ${name}:443 127.0.0.1:${port}`).join(",")}`;

/** Starts the headless browser; requests that are not for this machine are stopped and told to `onBlocked`. */
export async function openBrowser(plan: InsidePlan, { staticFile, hosts, onBlocked }: BrowserPorts): Promise<Browser> {
  const { chromium, libraries, fontConfig, playwright } = plan.parts;
  const library = (await import(pathToFileURL(playwright).href)) as { default: Playwright };
  const browser = await library.default.chromium.launch({
    executablePath: chromium,
    args: hosts ? [...flags, routeNames(hosts)] : flags,
    env: { HOME: "/tmp", TMPDIR: "/tmp", LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontConfig },
  });
  return {
    version: browser.version(),
    async openPage() {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: plan.locale.replace("_", "-"),
        ignoreHTTPSErrors: hosts !== undefined,
        userAgent: describeBrowser(browser.version()),
      });
      // A whole shop installs itself in one request.
      context.setDefaultTimeout((plan.driver === "wasm" ? 120_000 : 30_000) * (plan.level === "real" ? 4 : 1));
      await context.route("**/*", async (route) => {
        const url = new URL(route.request().url());
        // As a shop's web server does; PHP would serve every script of every page, one after the other.
        const file = url.port === "8080" ? staticFile?.(url.pathname) : undefined;
        if (file !== undefined && existsSync(file)) return route.fulfill({ path: file });
        if (["127.0.0.1", "localhost", "", ...(hosts?.names ?? [])].includes(url.hostname)) return route.continue();
        onBlocked(`${url.protocol}//${url.host}`);
        return route.abort();
      });
      return context.newPage();
    },
    close: () => browser.close(),
  };
}
