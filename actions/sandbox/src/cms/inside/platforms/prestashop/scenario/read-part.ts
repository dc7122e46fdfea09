import type { Page } from "../../../page.ts";
import { demand } from "../../../world.ts";

/** Words of a part of a loaded page. @throws Error with the page's own words when it has no such part: a shop that failed says why. */
export async function readPart(page: Page, part: string, what: string): Promise<string> {
  if ((await page.locator(part).count()) === 0) {
    const words = await page
      .locator("body")
      .innerText()
      .catch(() => "");
    demand(false, `${what} is not on the page, which says: ${words.replaceAll(/\s+/g, " ").trim().slice(0, 400)}`);
  }
  return page.locator(part).first().innerText();
}
