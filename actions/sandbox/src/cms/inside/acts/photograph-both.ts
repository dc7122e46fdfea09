import type { Page } from "../page.ts";
import type { World } from "../world.ts";

const phone = { width: 390, height: 844 };

/** Pictures of a whole page, wide and narrow; parts of it slide away for a moment when the window gets narrow. */
export async function photographBoth(world: World, page: Page, name: string): Promise<void> {
  await world.photograph(page, `${name}-desktop`, { fullPage: true });
  await page.setViewportSize(phone);
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 1200))");
  await world.photograph(page, `${name}-phone`, { phone: true, fullPage: true });
}
