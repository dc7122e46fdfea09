import { photographBoth } from "../../../acts/photograph-both.ts";
import type { World } from "../../../world.ts";

/** Pictures of a page of the back office, wide and narrow. */
export const photographDesk = (world: World, name: string) => photographBoth(world, world.admin, name);
