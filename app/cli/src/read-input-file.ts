import { readFile, stat } from "node:fs/promises";
import { ForgeError, type Parsed } from "@plugsmith/schemas";

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

/** A JSON file parsed by one of the schemas' parsers. */
export async function readDocument<T>(path: string, what: string, parse: (value: unknown) => Parsed<T>): Promise<T> {
  const bytes = await readInputFile(path, what);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new ForgeError("input_invalid", { message: `${what} ${path} is not JSON.`, cause });
  }
  const parsed = parse(value);
  if (parsed.ok) return parsed.value;
  const issues = parsed.issues.map(({ path: field, message }) => `${field || "the document"} ${message}`).join("; ");
  throw new ForgeError("input_invalid", { message: `${what} ${path} is not valid: ${issues}.` });
}
