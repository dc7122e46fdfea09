/**
 * Derives app/local/src/openapi/github-operations.json from GitHub's OpenAPI description, which is 13 MB in a package of 385 MB:
 *
 *   npm pack @octokit/openapi@23.0.2 --pack-destination <folder> && tar -xzf <folder>/octokit-openapi-23.0.2.tgz -C <folder>
 *   node .github/scripts/slim-openapi.ts <folder>/package/generated/api.github.com.json
 *
 * Kept: the request side (parameters, JSON body) of the operations that Plugsmith may call.
 */
import { readFileSync, writeFileSync } from "node:fs";

type Json = any; // oxlint-disable-line typescript/no-explicit-any

const target = new URL("../../app/local/src/openapi/github-operations.json", import.meta.url);
const version = "@octokit/openapi@23.0.2";
const repo = "/repos/\\{owner\\}/\\{repo\\}";
const wanted = new RegExp(
  `^(${repo}(/(activity$|git|contents|pulls|issues|labels|check-runs|check-suites|commits|releases|dispatches|compare|collaborators|deployments|statuses|merges|branches/\\{branch\\}$|branches$|installation|tarball|environments|actions/(runs|workflows|artifacts|jobs)|rules|readme).*)?` +
    `|/app(/installations.*|/hook/deliveries.*)?|/apps/\\{app_slug\\}|/installation/.*|/orgs/\\{org\\}(/(teams|members|memberships)/?.*|/installation)?` +
    `|/rate_limit|/users/\\{username\\}|/user/\\{account_id\\}|/search/issues|/meta)$`,
);
const unwanted =
  /\/(teams\/\{team_slug\}\/(discussions|projects)|actions\/.*\/(timing|approvals|pending_deployments|concurrency)|issues\/.*\/(sub_issue|dependencies|issue-field)|orgs\/.*\/(codespaces|copilot|interaction))/;
const noise = new Set([
  "example",
  "examples",
  "description",
  "x-github",
  "externalDocs",
  "tags",
  "title",
  "deprecated",
  "readOnly",
  "writeOnly",
  "x-multi-segment",
]);

const description: Json = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const slim: Json = { source: version, operations: [], components: {} };

for (const [path, item] of Object.entries<Json>(description.paths)) {
  if (!wanted.test(path) || unwanted.test(path)) continue;
  for (const [method, operation] of Object.entries<Json>(item)) {
    if (!operation.operationId) continue;
    const body = resolve(operation.requestBody);
    const schema = body?.content?.["application/json"]?.schema;
    const query = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
      .map(resolve)
      .filter((parameter: Json) => parameter.in === "query");
    slim.operations.push({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      query: query.map(({ name, required, schema: type }: Json) => ({
        name,
        ...(required ? { required } : {}),
        schema: strip(type),
      })),
      ...(schema ? { body: strip(schema) } : {}),
      ...(body?.required ? { bodyRequired: true } : {}),
      ...(body && !schema ? { raw: true } : {}),
    });
  }
}
for (let before = -1; before !== Object.keys(slim.components).length; ) {
  before = Object.keys(slim.components).length;
  collectReferences({ ...slim });
}
writeFileSync(target, `${JSON.stringify(slim)}\n`);
process.stdout.write(`${slim.operations.length} operations, ${JSON.stringify(slim).length} bytes\n`);

function resolve(node: Json): Json {
  return typeof node?.$ref === "string" ? resolve(follow(node.$ref)) : node;
}

function follow(reference: string): Json {
  return reference
    .slice(2)
    .split("/")
    .reduce((node: Json, part) => node[part], description);
}

/** Leaves out what does not constrain a request. A property may be called "description", so a schema below such a key stays. */
function strip(node: Json, isPropertyMap = false): Json {
  if (Array.isArray(node)) return node.map((item) => strip(item));
  if (node === null || typeof node !== "object") return node;
  const kept: Json = {};
  for (const [key, value] of Object.entries<Json>(node)) {
    if (!isPropertyMap && noise.has(key)) continue;
    kept[key] = strip(value, key === "properties");
  }
  return kept;
}

function collectReferences(node: Json): void {
  if (Array.isArray(node)) for (const item of node) collectReferences(item);
  else if (node !== null && typeof node === "object") {
    if (typeof node.$ref === "string" && !node.$ref.startsWith("#/$defs/")) {
      const name = node.$ref.split("/").at(-1) as string;
      slim.components[name] ??= strip(follow(node.$ref));
      node.$ref = `#/$defs/${name}`;
    }
    for (const value of Object.values<Json>(node)) collectReferences(value);
  }
}
