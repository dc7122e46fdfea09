import { expect, it } from "vitest";
import { fakePack } from "../fake-pack.ts";
import { renderCompiledPack } from "./render-compiled-pack.ts";

const load = async (text: string) => import(`data:text/javascript,${encodeURIComponent(text)}`);

it("is a module with the pack's data and a function for each template, and no template's text", async () => {
  const pack = fakePack({ "a.txt.eta": "<%~ it.name %> `${x}` </script>\n", "b.txt": "as it is\n" }, [
    { template: "a.txt.eta", path: "a.txt", language: "text" },
    { template: "b.txt", path: "b.txt", language: "text" },
  ]);
  const text = renderCompiledPack(pack, 'stamp\n"1"');
  const { stamp, templates, words, definition, compile } = await load(text);
  expect(stamp).toBe('stamp\n"1"');
  expect(definition).toEqual(pack.definition);
  expect(words).toEqual(pack.words);
  expect(templates).toEqual(
    new Map([
      ["a.txt.eta", ""],
      ["b.txt", "as it is\n"],
    ]),
  );
  const engine = { config: { escapeFunction: String, filterFunction: String } };
  expect(compile("", "a.txt.eta").call(engine, { name: "acme" })).toBe("acme `${x}` </script>\n");
});
