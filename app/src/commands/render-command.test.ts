import { describe, expect, it } from "vitest";
import { written } from "./command.ts";
import { commands } from "./registry.ts";
import { renderCommand, renderUsage } from "./render-command.ts";

describe("renderUsage", () => {
  it("shows words, keys and free text as the public surface names them", () => {
    expect(commands.map((command) => renderUsage(command.name, command.grammar))).toEqual([
      "/forge help",
      "/forge status",
      "/forge why",
      "/forge accept",
      "/forge retry [step]",
      "/forge cancel",
      "/forge hold [why]",
      "/forge unhold",
      "/forge publish [dry-run=true]",
      "/forge revoke <reason>|confirm",
      "/forge upgrade",
      "/forge run <tool> key=value …",
      "/forge refine <text>",
    ]);
  });
});

describe("renderCommand", () => {
  it("quotes only what needs it", () => {
    const values = new Map<string, string | boolean>([
      ["copies", "2"],
      ["text", 'Lot "12" \\ é'],
      ["empty", ""],
      ["fast", true],
    ]);
    expect(renderCommand("run", written({ word: "label", values }))).toBe(
      String.raw`/forge run label copies=2 text="Lot \"12\" \\ é" empty="" fast=true`,
    );
  });
});
