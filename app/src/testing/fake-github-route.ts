import type { FakeState } from "./fake-github-state.ts";

export class FakeHttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Parameters = Readonly<Record<string, unknown>>;
export type Route = (state: FakeState, parameters: Parameters) => unknown;

export const fail = (status: number, message: string): never => {
  throw new FakeHttpError(status, message);
};
export const repo = "/repos/{owner}/{repo}";
export const threadOf = (state: FakeState, parameters: Parameters, key: string) =>
  state.threads.get(Number(parameters[key])) ?? fail(404, `no thread ${String(parameters[key])}`);
export const pullOf = (state: FakeState, parameters: Parameters) => {
  const thread = threadOf(state, parameters, "pull_number");
  return thread.pull ? { thread, pull: thread.pull } : fail(404, "no pull request");
};
