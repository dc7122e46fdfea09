import { describe, expect, it } from "vitest";
import { decideJobDoor } from "./decide-job-door.ts";

const lease = { plugin: "meter", lease: "token" };

describe("decideJobDoor", () => {
  it.each([
    ["hello", {}],
    ["status", {}],
    ["lease", {}],
    ["lease", { action: "acquire", plugin: "meter" }],
    ["lease", { action: "release", token: "t" }],
    ["call", { ...lease, method: "measure" }],
    ["logs", { ...lease, follow: true }],
    ["files", { ...lease, action: "list" }],
  ])("lets a job %s %j", (method, params) => {
    expect(() => decideJobDoor(method, params)).not.toThrow();
  });

  it.each([
    ["load", { plugin: "meter" }],
    ["unload", lease],
    ["rollback", lease],
    ["jobs", { action: "pause" }],
    ["simulate", { kind: "attach" }],
    ["doctor", {}],
    ["events", {}],
    ["poll", {}],
    ["lease", { action: "revoke", id: "1" }],
    ["call", { plugin: "meter", method: "measure" }],
    ["call", { ...lease, lease: "" }],
    ["logs", { lease: "token" }],
    ["files", { plugin: "meter", lease: 7 }],
    ["constructor", {}],
  ])("does not let a job %s %j", (method, params) => {
    expect(() => decideJobDoor(method, params)).toThrow(expect.objectContaining({ code: "door_closed" }));
  });
});
