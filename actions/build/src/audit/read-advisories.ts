import { ForgeError } from "@plugsmith/schemas";
import { isObject } from "../dependencies/parse-json-object.ts";
import type { Registries } from "../dependencies/read-registries.ts";
import { readUrl } from "../dependencies/read-url.ts";
import type { AdvisorySource, Finding } from "./advisory-source.ts";
import { parseComposerAdvisories, renderComposerQuestion } from "./parse-composer-advisories.ts";
import { parseNpmAdvisories, renderNpmQuestion } from "./parse-npm-advisories.ts";
import { parseOsvAdvisories, renderOsvQuestion } from "./parse-osv-advisories.ts";

const mostBytes = 16 * 1024 * 1024;
const timeoutMs = 15_000;
const atOnce = 8;
const mostPages = 10;

function refuse(url: string, why: string): never {
  throw new ForgeError("dependencies_unavailable", { message: `${new URL(url).host} ${why}.` });
}

async function post(url: string, type: string, text: string): Promise<unknown> {
  const { bytes } = await readUrl({ url, mostBytes, timeoutMs, accept: "application/json", body: { type, text } });
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return refuse(url, "answered something that is no JSON");
  }
}

const demand = (findings: Finding[] | null, url: string): Finding[] =>
  findings ?? refuse(url, "answered in a form that is not known");

async function askOsv(url: string, asked: Parameters<typeof renderOsvQuestion>[0]): Promise<Finding[]> {
  const pages: unknown[] = [];
  let token: string | undefined;
  do {
    const page = await post(url, "application/json", renderOsvQuestion(asked, token));
    pages.push(page);
    const next: unknown = isObject(page) ? page["next_page_token"] : undefined;
    token = typeof next === "string" && next !== "" ? next : undefined;
    if (token !== undefined && pages.length >= mostPages)
      refuse(url, `has more than ${mostPages} pages on one package`);
  } while (token !== undefined);
  return demand(parseOsvAdvisories(pages, asked), url);
}

/** The public sources: npm's registry, Packagist, and OSV for PyPI. They are told names and versions, and nothing else. */
export function readAdvisorySources(registries: Registries): AdvisorySource[] {
  const npm = `${registries.npmAdvisories}/-/npm/v1/security/advisories/bulk`;
  const composer = `${registries.composerAdvisories}/api/security-advisories/`;
  const osv = `${registries.osv}/v1/query`;
  return [
    {
      ecosystem: "npm",
      ask: async (packages) =>
        demand(parseNpmAdvisories(await post(npm, "application/json", renderNpmQuestion(packages)), packages), npm),
    },
    {
      ecosystem: "composer",
      ask: async (packages) => {
        const answer = await post(composer, "application/x-www-form-urlencoded", renderComposerQuestion(packages));
        return demand(parseComposerAdvisories(answer, packages), composer);
      },
    },
    {
      ecosystem: "pypi",
      async ask(packages) {
        const findings: Finding[] = [];
        for (let at = 0; at < packages.length; at += atOnce) {
          const some = await Promise.all(packages.slice(at, at + atOnce).map((each) => askOsv(osv, each)));
          findings.push(...some.flat());
        }
        return findings;
      },
    },
  ];
}
