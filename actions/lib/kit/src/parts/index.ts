export { applyInstaller } from "./apply-installer.ts";
export { applyLockedParts } from "./apply-locked-parts.ts";
