import { ForgeError } from "@plugsmith/schemas";
import type { CmsReport } from "./cms-report.ts";
import { sealLine } from "./inside/seal-line.ts";

export interface CmsFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Names that evidence may have, so that nothing behind the boundary chooses where a file is written. */
const evidenceName = /^(pictures\/)?[a-z0-9]+(-[a-z0-9]+)*\.(png|json|jsonl|log)$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isReport(value: unknown): value is CmsReport {
  if (!isRecord(value) || value["schemaVersion"] !== 1 || !Array.isArray(value["acts"])) return false;
  const numbers = ["bootMs", "scenarioMs", "restarts", "requests"].every((name) => Number.isFinite(value[name]));
  const acts = value["acts"].every(
    (act: unknown) =>
      isRecord(act) &&
      ["id", "title", "detail"].every((name) => typeof act[name] === "string") &&
      ["passed", "failed", "skipped"].includes(String(act["status"])),
  );
  const words = isRecord(value["versions"]) && Object.values(value["versions"]).every((one) => typeof one === "string");
  return numbers && acts && words && isRecord(value["perf"]) && Array.isArray(value["blocked"]);
}

/** The JSON of a line whose seal is right; undefined for any other. */
function openLine(line: string, seal: string): unknown {
  const text = line.slice(line.indexOf(" ") + 1);
  if (sealLine(seal, text) !== line) return undefined;
  return JSON.parse(text);
}

/**
 * Reads what the program behind the boundary wrote to stdout: files of the evidence and one report, each line sealed with `seal`.
 * @throws ForgeError `sandbox_failed` when there is no report, or a line is not what it must be.
 */
export function parseCmsOutput(stdout: string, seal: string): { files: CmsFile[]; report: CmsReport } {
  const files: CmsFile[] = [];
  let report: CmsReport | undefined;
  for (const line of stdout.split("\n").filter(Boolean)) {
    const value = openLine(line, seal);
    if (isRecord(value) && value["kind"] === "file" && evidenceName.test(String(value["name"]))) {
      files.push({ name: String(value["name"]), bytes: Buffer.from(String(value["base64"]), "base64") });
    } else if (isRecord(value) && value["kind"] === "report" && isReport(value["report"])) {
      report = value["report"];
    } else {
      throw new ForgeError("sandbox_failed", {
        message: `The CMS sandbox wrote a line that is none of its own: ${line.slice(0, 200)}`,
      });
    }
  }
  if (!report) throw new ForgeError("sandbox_failed", { message: "The CMS sandbox ended without a report." });
  return { files, report };
}
