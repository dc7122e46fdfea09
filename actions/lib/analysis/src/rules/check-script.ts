import { checkText } from "./check-text.ts";
import { listAddresses } from "./hosts.ts";
import type { Visit } from "./visit.ts";

/** Lines that are longer hold data, not commands. */
const longest = 4_000;

/**
 * A shell script or other file that begins with `#!`, line by line: no parser, only what stands in the text. Decoders whose
 * output a shell runs are found by their pipe.
 */
export function checkScript(source: string, visit: Pick<Visit, "declared" | "report">): void {
  source.split("\n").forEach((line, index) => {
    if (line.length > longest || /^\s*#/.test(line)) return;
    const at = index + 1;
    checkText(line.trim(), at, visit);
    const parts = line.split("|").map((part) => part.trim());
    const decodes = parts.findIndex((part) =>
      /^(base64 (-d|--decode|-D)|xxd -r|openssl enc -d|gunzip|zcat)\b/.test(part),
    );
    const runs = parts.findIndex((part) => /^(sudo )?((ba|z|da)?sh|eval|python3?|php|node)\b/.test(part));
    if (decodes !== -1 && runs > decodes) visit.report("eval-hidden", at, "A shell runs decoded text", line.trim());
    for (const { host } of listAddresses(line)) {
      if (/\b(curl|wget|nc)\b/.test(line) && !visit.declared.hosts.includes(host))
        visit.report("host-undeclared", at, "A call to an undeclared host", host);
    }
  });
}
