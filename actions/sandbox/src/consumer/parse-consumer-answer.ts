import type { ConsumerReport } from "./consumer-report.ts";

const version = /^[0-9][0-9A-Za-z.+-]{0,29}$/u;

interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

const isTrace = (line: string) => /^\s*(at |#\d|File "|Node\.js v|\^|$)/u.test(line);

/** The line that names what went wrong, else the last one; the plugin's code may have written any of them. */
function findWords(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => !isTrace(line));
  const named = lines.findLast((line) => /(error|exception)\b/iu.test(line.slice(0, 300)));
  return (named ?? lines.at(-1) ?? "").trim().slice(0, 400);
}

/**
 * What one of our consumers says at its end. A plugin's code ran in the same process, so its answer is a claim: a lie makes a
 * package look used that is not, as it could by other means, and gets no further than words and a version's number.
 */
export function parseConsumerAnswer(ran: Ran): ConsumerReport {
  if (ran.exitCode !== 0) return { kind: "failed", why: findWords(ran.stderr) || `it ended with ${ran.exitCode}` };
  let answer: { version?: unknown; detail?: unknown; left?: unknown } | null;
  try {
    answer = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "") as typeof answer;
  } catch {
    return { kind: "failed", why: "it ended without its answer" };
  }
  if (typeof answer?.left === "string") return { kind: "left", why: answer.left.slice(0, 200) };
  if (typeof answer?.version !== "string" || !version.test(answer.version) || typeof answer.detail !== "string")
    return { kind: "failed", why: "it ended without its answer" };
  return { kind: "used", version: answer.version, detail: answer.detail.slice(0, 200), durationMs: ran.durationMs };
}
