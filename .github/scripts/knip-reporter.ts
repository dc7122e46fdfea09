import type { Reporter } from "knip";

/** Knip says nothing about what it saw when all is well; this one does, and lists each problem on a line. */
const report: Reporter = ({ issues, counters, configurationHints }) => {
  let found = 0;
  for (const [kind, byFile] of Object.entries(issues)) {
    if (kind === "_files") continue;
    for (const [file, bySymbol] of Object.entries(byFile)) {
      for (const { symbol } of Object.values(bySymbol)) {
        found += 1;
        console.log(`${kind}: ${symbol} (${file})`);
      }
    }
  }
  for (const hint of configurationHints)
    console.log(`hint: ${hint.type} ${hint.identifier} ${hint.workspaceName ?? ""}`);
  console.log(`knip: ${counters.total} files, ${found} problems`);
};

export default report;
