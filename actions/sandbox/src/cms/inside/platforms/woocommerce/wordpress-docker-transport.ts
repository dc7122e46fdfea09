import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readText, siteFolder } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { layOutShop } from "./lay-out-transport.ts";
import { openWordpress } from "./open-wordpress.ts";

/** The image serves on port 80 of the network that it shares with this program. */
const url = "http://127.0.0.1";
const readyMs = 240_000;
const installer = "/wp-admin/install.php";

/** Last words of a page, for an error; its styles stand before them. */
const showText = (page: string) =>
  page
    .split("<")
    .map((part) => part.slice(part.indexOf(">") + 1).trim())
    .filter(Boolean)
    .join(" ")
    .slice(-400);

/** Asks for a page until it is what it should be: image and database start at the same time as this program. */
async function waitForWordpress(path: string): Promise<Response> {
  const until = Date.now() + readyMs;
  let last = "nobody answered";
  while (Date.now() < until) {
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
    const page = await answer?.text().catch(() => "");
    if (answer?.status === 200 && page?.includes("weblog_title")) return answer;
    if (answer) last = `status ${answer.status}, ${showText(page ?? "")}`;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The image serves no installer of WordPress after ${readyMs} ms: ${last}.`);
}

async function install(password: string): Promise<void> {
  const form = { weblog_title: "Plugsmith", user_name: "admin", admin_email: "admin@example.test", language: "" };
  const words = { admin_password: password, admin_password2: password, pw_weak: "on", blog_public: "0" };
  const body = new URLSearchParams({ ...form, ...words });
  const answer = await fetch(`${url}${installer}?step=2`, { method: "POST", body });
  const page = await answer.text();
  if (answer.status === 200 && page.includes("wp-login.php")) return;
  throw new Error(`WordPress was not installed: status ${answer.status}, ${showText(page)}`);
}

/** WordPress as its official image runs it, with the database beside it; both share this program's network. */
export function wordpressDockerDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  let found: Record<string, string> = {};
  return {
    describe: () => ({ driver: "docker", versions: { ...versions, ...found } }),
    async boot(plan) {
      const answer = await waitForWordpress(`${installer}?step=1`);
      // Its entrypoint has copied everything by now: Apache starts afterwards.
      layOutShop(plan);
      const password = randomBytes(12).toString("hex");
      await install(password);
      const core = readText(join(siteFolder, "wp-includes/version.php"));
      const wordpress = /\$wp_version = '([^']{1,40})'/.exec(core)?.[1] ?? "unknown";
      const php = /PHP\/([\d.]{1,20})/.exec(answer.headers.get("x-powered-by") ?? "")?.[1];
      found = { wordpress, ...(php === undefined ? {} : { php }) };
      if (!existsSync(join(siteFolder, "wp-content/mu-plugins")))
        throw new Error("The site lies elsewhere in this image.");
      // The containers end with the run, from outside.
      return openWordpress(password, () => Promise.resolve(), url);
    },
  };
}
