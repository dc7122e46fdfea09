import type { ForgeRequest } from "@plugsmith/schemas";
import type { Pack } from "./pack.ts";

/** Features a plugin gets: those asked for, or all of the pack's when the request names none. */
export function chosenFeatures(pack: Pack, request: ForgeRequest): readonly string[] {
  const asked: readonly string[] = request.features ?? [];
  return asked.length === 0 ? pack.definition.features : pack.definition.features.filter((one) => asked.includes(one));
}
