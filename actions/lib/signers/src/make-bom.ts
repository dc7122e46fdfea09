import { ForgeError } from "@plugsmith/schemas";
import { type BomSubject, bomType, findBomFault, type Statement } from "@plugsmith/trust";
import { makeStatement } from "./make-provenance.ts";

export interface BomInput extends BomSubject {
  readonly zipName: string;
  /** Bytes of `<zip>.cdx.json`. */
  readonly sbom: Uint8Array;
}

// A bundle file holds 4 MiB at most, in base64; a bill of thousands of long paths stays a file beside the package.
const mostBytes = 2 ** 20;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}

/**
 * The CycloneDX statement: the package's bill of materials, once it was compared with the package; null where it is too large to
 * be carried.
 * @throws ForgeError `signing_failed` when the bill is not of this package.
 */
export function makeBom(input: BomInput): Statement | null {
  const bom = parseJson(input.sbom);
  const fault = findBomFault(bom, input);
  if (fault !== null)
    throw new ForgeError("signing_failed", {
      message: `The bill of materials is not of this package: ${fault}.`,
      hint: "Run the rebuild job again.",
    });
  const statement = makeStatement(input, bomType, bom as Record<string, unknown>);
  return Buffer.byteLength(JSON.stringify(statement)) > mostBytes ? null : statement;
}
