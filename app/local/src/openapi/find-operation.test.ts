import { describe, expect, it } from "vitest";
import { createOperationFinder } from "./find-operation.ts";
import type { Operation } from "./operation.ts";

const operation = (id: string, method: string, path: string): Operation => ({ id, method, path, query: [] });
const find = createOperationFinder([
  operation("any-user", "GET", "/users/{username}"),
  operation("own-issue", "GET", "/repos/{owner}/{repo}/issues/{issue_number}"),
  operation("comments", "GET", "/repos/{owner}/{repo}/issues/comments"),
  operation("ref", "GET", "/repos/{owner}/{repo}/git/ref/{ref}"),
  operation("file", "PUT", "/repos/{owner}/{repo}/contents/{path}"),
  operation("dotted", "GET", "/a.b"),
]);

describe("the operation of a request", () => {
  it.each([
    ["get", "/users/ada", "any-user"],
    ["GET", "/repos/acme/forge/issues/7", "own-issue"],
    ["GET", "/repos/acme/forge/issues/comments", "comments"],
    ["GET", "/repos/acme/forge/git/ref/heads/forge/request-1", "ref"],
    ["PUT", "/repos/acme/forge/contents/plugins/a/plugin.json", "file"],
  ])("%s %s is %s", (method, path, id) => {
    expect(find(method, path)?.id).toBe(id);
  });

  it.each([
    ["POST", "/users/ada"],
    ["GET", "/users/ada/keys"],
    ["GET", "/users/"],
    ["GET", "/axb"],
    ["GET", "/repos/acme/forge/issues/7/more"],
  ])("%s %s is none that GitHub knows", (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });
});
