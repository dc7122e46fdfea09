import type { ContractReport } from "@plugsmith/schemas";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for an attribute: what XML 1.0 cannot hold becomes U+FFFD, line ends become spaces. */
const escape = (text: string) =>
  text
    .toWellFormed()
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (found) => entities[found] ?? found);

function renderCase({ suite, check, status, detail = "" }: ContractReport["checks"][number]): string {
  const open = `    <testcase classname="contract.${escape(suite)}" name="${escape(check)}"`;
  if (status === "passed") return `${open}/>`;
  const inner = status === "failed" ? "failure" : "skipped";
  return `${open}><${inner} message="${escape(detail)}"/></testcase>`;
}

/** The contract suite's answer as JUnit, one suite of it per `testsuite`, for the tools that read nothing else. */
export function renderJunit({ plugin, judgedBy, checks }: ContractReport): string {
  const suites = [...new Set(checks.map(({ suite }) => suite))].map((name) => {
    const own = checks.filter(({ suite }) => suite === name);
    const count = (status: string) => own.filter((one) => one.status === status).length;
    const numbers = `tests="${own.length}" failures="${count("failed")}" skipped="${count("not_applicable")}"`;
    return [`  <testsuite name="${name}" ${numbers}>`, ...own.map(renderCase), "  </testsuite>"].join("\n");
  });
  const title = `${plugin.name} ${plugin.version}, judged by ${judgedBy}`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="${escape(title)}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}
