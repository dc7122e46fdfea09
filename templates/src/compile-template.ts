import { ForgeError } from "@plugsmith/schemas";
import type { Pack } from "./pack.ts";

type Compiled = (view: object) => string;
const compiled = new WeakMap<Pack, Map<string, Compiled>>();

/** All that a compiled template asks of the engine: how to print. The view's escapers have made text of everything by then. */
const engine = { config: { escapeFunction: String, filterFunction: String } };

/** The template at this path of the pack as a function, compiled at its first use. Throws `pack_invalid`. */
export function compileTemplate(pack: Pack, path: string): Compiled {
  let templates = compiled.get(pack);
  if (templates === undefined) compiled.set(pack, (templates = new Map()));
  const known = templates.get(path);
  if (known !== undefined) return known;
  const source = pack.templates.get(path);
  if (source === undefined)
    throw new ForgeError("pack_invalid", { message: `Pack ${pack.definition.name} has no file ${path}.` });
  const render = path.endsWith(".eta") ? compile(pack, path, source) : () => source;
  templates.set(path, render);
  return render;
}

function compile(pack: Pack, path: string, source: string): Compiled {
  const where = `${pack.definition.name}/files/${path}`;
  const failed = (cause: unknown) =>
    cause instanceof ForgeError
      ? new ForgeError(cause.code, {
          message: `${where}: ${cause.message}`,
          cause,
          ...(cause.hint ? { hint: cause.hint } : {}),
        })
      : new ForgeError("pack_invalid", { message: `${where} does not render: ${String(cause)}`, cause });
  try {
    const run = pack.compile(source, path);
    return (view) => {
      try {
        return run.call(engine, view);
      } catch (cause) {
        throw failed(cause);
      }
    };
  } catch (cause) {
    throw failed(cause);
  }
}
