import { Eta } from "eta";
import type { CompiledTemplate } from "./pack.ts";

const eta = new Eta({ autoEscape: false, autoTrim: false, cache: false });

/** A line that holds only a control tag leaves no empty line behind. */
const dropControlLines = (source: string) => source.replace(/^[ \t]*(<%(?![=~])(?:(?!%>).)*%>)[ \t]*\r?\n/gm, "$1");

/** A template's source as a function. Throws what the engine says of a source that is none. */
export const compileSource = (source: string): CompiledTemplate =>
  eta.compile(dropControlLines(source)) as CompiledTemplate;

/** The text of that function's body, with `it` and `options` as its parameters. */
export const compileToText = (source: string): string => eta.compileToString(dropControlLines(source));
