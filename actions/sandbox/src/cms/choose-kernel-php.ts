import { ForgeError } from "@plugsmith/schemas";

/** Releases of PHP in WebAssembly that the kernels' own code runs on, oldest first. */
const series = ["8.1", "8.2", "8.3", "8.4", "8.5"] as const;

/** PHP for the contract kernel, as `8.3`; an empty text means that of Debian 12. @throws ForgeError `input_invalid` for another one. */
export function chooseKernelPhp(asked: string, shop: string): (typeof series)[number] {
  const found = series.find((one) => one === (asked || "8.2"));
  if (found !== undefined) return found;
  throw new ForgeError("input_invalid", {
    message: `The contract kernel of ${shop} has no PHP ${JSON.stringify(asked.slice(0, 20))}.`,
    hint: `Use one of ${series.join(", ")}.`,
  });
}
