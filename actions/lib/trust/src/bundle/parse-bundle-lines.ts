import { ForgeError } from "@plugsmith/schemas";

// Two attestations of about 8 KB each today; room for SBOM, test and summary statements.
const maximumBytes = 4 * 2 ** 20;
const maximumLines = 16;

/**
 * The bundles of `<zip>.sigstore.jsonl`: one JSON value a line.
 * @throws ForgeError `bundle_invalid`.
 */
export function parseBundleLines(text: string): unknown[] {
  const refuse = (message: string, cause?: unknown): never => {
    throw new ForgeError("bundle_invalid", { message: `The signature bundle cannot be read: ${message}.`, cause });
  };
  if (Buffer.byteLength(text) > maximumBytes) refuse("it is larger than 4 MiB");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) refuse("it is empty");
  if (lines.length > maximumLines) refuse(`it has more than ${maximumLines} lines`);
  return lines.map((line, index): unknown => {
    try {
      return JSON.parse(line);
    } catch (error) {
      return refuse(`line ${index + 1} is not JSON`, error);
    }
  });
}
