import type { Permissions } from "./permissions.ts";
import type { Template } from "./template.ts";

export interface InputDefinition {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly fallback: Template | undefined;
}

export interface StepDefinition {
  /** Given id, or `__<index>` as GitHub numbers unnamed steps. */
  readonly id: string;
  readonly name: Template | undefined;
  readonly condition: Template | undefined;
  readonly uses: string | undefined;
  readonly run: Template | undefined;
  readonly inputs: Template | undefined;
  readonly env: Template | undefined;
  readonly shell: Template | undefined;
  readonly workingDirectory: Template | undefined;
  readonly timeoutMinutes: Template | undefined;
  readonly continueOnError: Template | undefined;
}

export interface JobDefinition {
  readonly id: string;
  readonly name: Template | undefined;
  readonly needs: readonly string[];
  readonly condition: Template | undefined;
  readonly permissions: Permissions | undefined;
  readonly environment: Template | undefined;
  readonly concurrency: Template | undefined;
  readonly runsOn: Template | undefined;
  readonly strategy: Template | undefined;
  readonly env: Template | undefined;
  readonly defaults: Template | undefined;
  readonly timeoutMinutes: Template | undefined;
  readonly continueOnError: Template | undefined;
  readonly outputs: Template | undefined;
  readonly steps: readonly StepDefinition[];
  /** Called workflow; then `inputs` and `secrets` are what is handed to it and `steps` is empty. */
  readonly uses: string | undefined;
  readonly inputs: Template | undefined;
  readonly secrets: Template | undefined;
}

export interface WorkflowFile {
  readonly name: string;
  readonly runName: Template | undefined;
  readonly events: readonly string[];
  readonly dispatchInputs: readonly InputDefinition[];
  readonly callInputs: readonly InputDefinition[];
  readonly callOutputs: ReadonlyArray<readonly [name: string, value: Template | undefined]>;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Template | undefined;
  readonly env: Template | undefined;
  readonly defaults: Template | undefined;
  readonly jobs: readonly JobDefinition[];
}

/** Commit that a workflow or action file was read from; `$/…` inside it means this commit. */
export interface FileSource {
  readonly repository: string;
  readonly path: string;
  readonly sha: string;
  /** How OIDC claims name it: `owner/repo/path@ref`. */
  readonly identity: string;
}
