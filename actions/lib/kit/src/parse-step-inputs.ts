import { isAbsolute, join } from "node:path";
import { ForgeError, type Issue } from "@plugsmith/schemas";

/** Inputs that build, test, sandbox and package share. */
export interface StepInputs {
  /** Absolute path of `plugins/<name>` in the checkout. */
  readonly pluginDir: string;
  /** Absolute path of the folder that all steps of the run share. */
  readonly outDir: string;
  readonly name: string;
  readonly headSha?: string;
  /** Number of the forge request. */
  readonly request?: number;
}

const nameRule = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Checks the raw inputs all at once. Relative paths start at `workspace` (GITHUB_WORKSPACE), where there is one.
 * @throws ForgeError `input_invalid` naming every problem.
 */
export function parseStepInputs(raw: {
  pluginDir: string;
  outDir: string;
  name: string;
  headSha: string;
  request: string;
  workspace?: string | undefined;
}): StepInputs {
  const place = (path: string) => {
    const full = path === "" || isAbsolute(path) || !raw.workspace ? path : join(raw.workspace, path);
    return full.replace(/(.)\/+$/, "$1");
  };
  const pluginDir = place(raw.pluginDir);
  const outDir = place(raw.outDir);
  const issues: Issue[] = [];
  const wrong = (path: string, message: string, example: string) =>
    issues.push({ path, rule: "input", message, example });
  if (!isAbsolute(pluginDir)) wrong("plugin-dir", "must be an absolute path", "/work/repo/plugins/acme-pay");
  if (!isAbsolute(outDir)) wrong("out-dir", "must be an absolute path", "/tmp/forge-out");
  if (!nameRule.test(raw.name) || raw.name.length < 3 || raw.name.length > 50) {
    wrong("name", "must be lower-case words joined by single hyphens, 3 to 50 characters", "acme-pay");
  }
  if (raw.headSha !== "" && !/^[0-9a-f]{40}$/.test(raw.headSha))
    wrong("head-sha", "must be a full commit id", "40 hex digits");
  if (raw.request !== "" && !/^[1-9][0-9]{0,9}$/.test(raw.request)) wrong("request", "must be an issue number", "12");
  if (isAbsolute(pluginDir) && pluginDir.split(/[\\/]/).at(-1) !== raw.name) {
    wrong("plugin-dir", "must be a folder named after the plugin", `plugins/${raw.name}`);
  }
  if (issues.length > 0) {
    throw new ForgeError("input_invalid", {
      message: `These inputs are not valid: ${issues.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
      hint: "Correct the `with:` block of the step.",
    });
  }
  return {
    pluginDir,
    outDir,
    name: raw.name,
    ...(raw.headSha === "" ? {} : { headSha: raw.headSha }),
    ...(raw.request === "" ? {} : { request: Number(raw.request) }),
  };
}
