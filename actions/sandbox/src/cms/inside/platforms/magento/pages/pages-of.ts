import type { World } from "../../../world.ts";
import { kernelPages } from "./kernel-pages.ts";
import type { MagentoPages } from "./magento-pages.ts";
import { realPages } from "./real-pages.ts";

/** The pages of the shop that the world has. */
export const pagesOf = ({ plan }: World): MagentoPages => (plan.level === "real" ? realPages : kernelPages);
