import type { Page } from "../../../page.ts";
import { demand } from "../../../world.ts";

/** Follows a link of the back office's menu: every address there holds a token of its own. */
export async function openDeskPage(admin: Page, link: string): Promise<void> {
  const href = await admin.locator(link).first().getAttribute("href");
  demand(href !== null, `The back office's menu has no ${link}.`);
  await admin.goto(new URL(href, admin.url()).href, { waitUntil: "load" });
}
