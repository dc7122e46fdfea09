import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks a person on the terminal; what is typed is not shown. */
export async function askPassphrase(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  try {
    return await reader.question("");
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}
