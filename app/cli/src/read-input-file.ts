import { readFile, stat } from "node:fs/promises";
import { type ErrorCode, ForgeError, type Parsed, type TrustPolicy } from "@plugsmith/schemas";

/** Bytes of a file named on the command line. Throws `input_invalid` in words that name the file and what is wrong. */
export async function readInputFile(path: string, what: string, maxBytes = 64 * 2 ** 20): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes)
      throw new ForgeError("input_invalid", { message: `${what} ${path} is larger than ${maxBytes} bytes.` });
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof ForgeError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : "cannot be read";
    throw new ForgeError("input_invalid", { message: `${what} ${path} ${reason}.`, hint: "Check the path.", cause });
  }
}

/** All of stdin, at most `maxBytes`. */
export async function readStandardInput(maxBytes = 2 ** 20): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new ForgeError("input_invalid", { message: `stdin is longer than ${maxBytes} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * A JSON file parsed by one of the schemas' parsers.
 * @throws ForgeError `input_invalid` for a file that cannot be read; `refusal` for one that holds something else.
 */
export async function readDocument<T>(
  path: string,
  what: string,
  parse: (value: unknown) => Parsed<T>,
  refusal: { readonly code: ErrorCode; readonly hint?: string } = { code: "input_invalid" },
): Promise<T> {
  const bytes = await readInputFile(path, what);
  const refuse = (problem: string, cause?: unknown): never => {
    const { code, hint } = refusal;
    throw new ForgeError(code, { message: `${what} ${path} ${problem}.`, cause, ...(hint !== undefined && { hint }) });
  };
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    return refuse("is not JSON", cause);
  }
  const parsed = parse(value);
  if (parsed.ok) return parsed.value;
  const issues = parsed.issues.map(({ path: field, message }) => `${field || "the document"} ${message}`).join("; ");
  return refuse(`is not valid: ${issues}`);
}

/** Whom somebody trusts. @throws ForgeError `input_invalid` for a file that cannot be read, `policy_invalid`. */
export async function readPolicy(path: string): Promise<TrustPolicy> {
  const { parseTrustPolicy } = await import("@plugsmith/schemas");
  const hint = "Take the policy from the forge's maintainers again; docs/signing.md tells its rules.";
  return readDocument(path, "The trust policy", parseTrustPolicy, { code: "policy_invalid", hint });
}
