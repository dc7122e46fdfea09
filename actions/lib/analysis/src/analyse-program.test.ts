import { describe, expect, it } from "vitest";
import { analyseProgram } from "./analyse-program.ts";
import { prepareFile } from "./prepare-file.ts";
import { sampleManifest } from "./testing/analyse-samples.ts";

function analyse(sources: Readonly<Record<string, string>>, mostSteps?: number) {
  const files = Object.entries(sources).map(([path, text]) =>
    prepareFile({ path, bytes: Buffer.from(text) }, sampleManifest),
  );
  analyseProgram(files, mostSteps);
  return files.flatMap((file) => file.list());
}

/** Each function calls the next with ten values: a million ways through six of them, of which some are followed. */
const web = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const calls = Array.from({ length: 10 }, (_each, value) => `f${at + 1}($x . '${value}')`).join(" . ");
    return `function f${at}($x) { return ${at + 1 < count ? calls : "$x"}; }`;
  }).join("\n");

describe("files that call each other", () => {
  it("tell in the finding by which lines the value came", () => {
    const [finding] = analyse({
      "a.php": "<?php\n\nrun_it($_POST['x']);",
      "b.php": "<?php\nfunction run_it($code) {\n  eval($code);\n}",
    });
    expect(finding).toMatchObject({
      rule: "eval-hidden",
      path: "b.php",
      line: 3,
      message: "eval runs what a visitor sends (its way: a.php:3 → b.php:3).",
    });
  });

  it("in more ways than are followed are said to be", () => {
    const source = `<?php ${web(8)} eval(f0('a'));`;
    expect(analyse({ "a.php": source }, 6_000).map(({ rule }) => rule)).toContain("not-followed");
  });

  it("cost no more steps for each further call of a function than that call has", () => {
    const chain = Array.from({ length: 40 }, (_, at) => `$y${at + 1} = $y${at} . '${at}';`).join("\n");
    const calls = Array.from({ length: 60 }, (_, at) => `note($y40 . 'n${at}');`).join("\n");
    const callers = Array.from({ length: 12 }, (_, at) => `show('c${at}');`).join(" ");
    const source = `<?php function show($y0) { ${chain} ${calls} } ${callers}`;
    expect(analyse({ "a.php": source }, 20_000)).toEqual([]);
  });

  it("give up on ways, not on the rest: what stands there is still found", () => {
    const source = `<?php ${web(8)} eval(f0('a')); system($_GET['c']);`;
    expect(analyse({ "a.php": source }, 6_000).map(({ rule }) => rule)).toContain("process-received");
  });

  it("in circles without end are an error: nothing is known of what was not read", () => {
    const source = `<?php ${web(8)} eval(f0('a'));`;
    expect(analyse({ "a.php": source }, 3).map(({ rule }) => rule)).toContain("not-read");
  });

  it("of different languages do not hear of each other", () => {
    expect(analyse({ "a.php": "<?php $x = $_POST['x'];", "b.js": "show($x);" })).toEqual([]);
  });
});
