import type { InitOptions } from "./init-options.ts";

/** A short workflow that only calls a pinned one of Plugsmith. */
export interface Caller {
  /** Comment lines that say why the file is as it is. */
  readonly why: readonly string[];
  /** File name without `.yml`; also the workflow's name. */
  readonly name: string;
  /** Inputs that stand in the run name: the bot finds its run again by it. */
  readonly title: readonly string[];
  readonly inputs: ReadonlyArray<{
    name: string;
    description: string;
    required?: boolean;
    boolean?: true;
    /** GitHub refuses a dispatch with another value. */
    options?: readonly string[];
    fallback?: string;
  }>;
  readonly concurrency: readonly string[];
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  /** Called file, `pipeline.yml`. */
  readonly calls: string;
  /** Started by the clock too, as cron says; then every input has its fallback. */
  readonly cron?: string;
}

/** Without a server somebody must tell the bot that a run ended: GitHub starts no workflow for the end of a run that a token started. */
const wakeJob = [
  "",
  "  # The end of a run that a workflow's own token started wakes nothing by itself, so this tells the bot. The bot then",
  "  # waits for the end of this run. A failure here must not spoil the run's result; the hourly look finds it too.",
  "  wake:",
  "    needs: forge",
  "    if: always()",
  "    continue-on-error: true",
  "    runs-on: ubuntu-24.04",
  "    timeout-minutes: 5",
  "    permissions:",
  "      actions: write",
  "    steps:",
  "      - env:",
  "          TOKEN: ${{ github.token }}",
  "        run: |",
  "          curl --fail --silent --show-error --header @- \\",
  '            --data "{\\"ref\\":\\"$GITHUB_REF_NAME\\",\\"inputs\\":{\\"after\\":\\"$GITHUB_RUN_ID\\"}}" \\',
  '            "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/actions/workflows/forge.yml/dispatches" <<< "authorization: Bearer $TOKEN"',
];

/** An input in an expression. A run that the clock has started has no inputs, not even their defaults. */
function renderValue({ inputs, cron }: Caller, name: string): string {
  const fallback = cron === undefined ? undefined : inputs.find((input) => input.name === name)?.fallback;
  return fallback ? `\${{ inputs.${name} || '${fallback}' }}` : `\${{ inputs.${name} }}`;
}

/** Text of a caller workflow: started only on the default branch, by `workflow_dispatch` or the clock, nothing allowed beyond what is listed. */
export function renderCaller(caller: Caller, init: InitOptions): string {
  const { plugsmithRepository, plugsmithSha, plugsmithVersion } = init;
  const inputs = caller.inputs.flatMap(({ name, description, required = true, boolean, options, fallback }) => [
    `      ${name}:`,
    `        description: ${description}`,
    `        type: ${boolean ? "boolean" : options ? "choice" : "string"}`,
    ...(options ? [`        options: [${options.join(", ")}]`] : []),
    ...(required ? ["        required: true"] : []),
    ...(fallback === undefined ? [] : [`        default: ${fallback}`]),
  ]);
  return [
    ...caller.why.map((line) => `# ${line}`),
    `name: ${caller.name}`,
    `run-name: ${[caller.name, ...caller.title.map((name) => renderValue(caller, name))].join(" ")}`,
    "",
    "on:",
    "  workflow_dispatch:",
    "    inputs:",
    ...inputs,
    ...(caller.cron === undefined ? [] : ["  schedule:", `    - cron: "${caller.cron}"`]),
    "",
    "# Nothing at the top; the called jobs get no more than the job below lists, and each takes less.",
    "permissions: {}",
    "",
    "concurrency:",
    ...caller.concurrency.map((line) => `  ${line}`),
    "",
    "jobs:",
    "  forge:",
    "    permissions:",
    ...Object.entries(caller.permissions).map(([scope, level]) => `      ${scope}: ${level}`),
    "    # Pinned to one commit: tags and branches can be moved.",
    `    uses: ${plugsmithRepository}/.github/workflows/${caller.calls}@${plugsmithSha} # ${plugsmithVersion ?? "v0"}`,
    "    with:",
    ...caller.inputs.map(({ name }) => `      ${name}: ${renderValue(caller, name)}`),
    ...(init.bot === "workflow" ? wakeJob : []),
    "",
  ].join("\n");
}
