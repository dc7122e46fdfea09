import { ForgeError } from "@plugsmith/schemas";

/** Releases of WordPress that npm's package of its builds carries whole, newest last. Its newest stable is of 2024. */
export const wordpressSeries = ["6.2", "6.3", "6.4", "6.5"] as const;
/** Releases of PHP that the Playground brings, oldest first. */
export const phpSeries = ["7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5"] as const;

export interface CmsVersions {
  readonly wordpress: (typeof wordpressSeries)[number];
  /** Undefined: what the driver has. */
  readonly php: (typeof phpSeries)[number] | undefined;
}

function pick<Known extends string>(what: string, known: readonly Known[], asked: string): Known {
  const found = known.find((one) => one === asked);
  if (found !== undefined) return found;
  throw new ForgeError("input_invalid", {
    message: `The sandbox has no ${what} ${JSON.stringify(asked.slice(0, 20))}.`,
    hint: `Use one of ${known.join(", ")}.`,
  });
}

/**
 * The versions that a trial asks for, as `6.4` and `8.3`; an empty text means the newest WordPress, and the driver's PHP.
 * @throws ForgeError `input_invalid` for a version that the sandbox has not.
 */
export function chooseCmsVersions(wordpress: string, php: string): CmsVersions {
  return {
    wordpress: wordpress === "" ? "6.5" : pick("WordPress", wordpressSeries, wordpress),
    php: php === "" ? undefined : pick("PHP", phpSeries, php),
  };
}
