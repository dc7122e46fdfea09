import type { World } from "../../../world.ts";

const phone = { width: 390, height: 844 };

/** Pictures of a page of the back office, wide and narrow; its menu slides away for a moment when the window gets narrow. */
export async function photographDesk(world: World, name: string): Promise<void> {
  const { admin } = world;
  await world.photograph(admin, `${name}-desktop`, { fullPage: true });
  await admin.setViewportSize(phone);
  await admin.evaluate("new Promise((resolve) => setTimeout(resolve, 1200))");
  await world.photograph(admin, `${name}-phone`, { phone: true, fullPage: true });
}
